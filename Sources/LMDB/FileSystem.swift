internal import CLMDB
internal import Glibc

/// The kinds of file system, by the number that `statfs` reports.
enum FileSystem {
    /// Whether files are kept by another machine or another process: there a lock may not exclude, a
    /// map may not show what others wrote, and a sync may not reach a disk.
    static func isRemote(type: UInt32) -> Bool {
        switch type {
        case 0x6969: true  // NFS
        case 0x517b, 0xff53_4d42, 0xfe53_4d42: true  // SMB, CIFS, SMB2
        case 0x0102_1997: true  // 9p
        case 0x6573_5546: true  // FUSE
        case 0x00c3_6400, 0x0bd0_0bd0: true  // Ceph, Lustre
        case 0x5346_414f, 0x6b41_4653: true  // AFS
        case 0x7375_7245, 0x564c: true  // Coda, NCP
        case 0x786f_4256, 0xbacb_acbc: true  // folders of VirtualBox and VMware hosts
        case 0x7461_636f, 0x0116_1970: true  // OCFS2, GFS2: shared by several machines
        default: false
        }
    }

    /// The kind that an existing file or folder lies on.
    static func type(of path: String) throws(OpenError) -> UInt32 {
        var facts = statfs()
        try OpenError.system("statfs", path, unsafe statfs(path, &facts))
        return UInt32(truncatingIfNeeded: facts.f_type)
    }
}
