import Glibc
import Interchange
import TestSupport
import Testing

@Suite("Files without a name")
struct ScratchFileTests {
    @Test("What was written is read, and nothing of it lies in the folder")
    func bytes() throws {
        let folder = TemporaryFolder()
        let file = try ScratchFile(beside: folder.path)
        try file.write([1, 2, 3, 4], at: 0)
        try file.write([9], at: 2)
        #expect(try file.read(10, at: 0) == [1, 2, 9, 4])
        #expect(try file.read(2, at: 3) == [4])
        #expect(try file.read(2, at: 4) == [])
        let names = unsafe opendir(folder.path)
        var found = 0
        while unsafe readdir(names) != nil { found += 1 }
        unsafe closedir(names)
        #expect(found == 2)
    }

    @Test("A folder that is not there is said")
    func failures() throws {
        let error = #expect(throws: ScratchFile.Failure.self) {
            _ = try ScratchFile(beside: "/nowhere/at/all")
        }
        #expect(error?.reason.isEmpty == false && error?.isFull == false)
    }
}
