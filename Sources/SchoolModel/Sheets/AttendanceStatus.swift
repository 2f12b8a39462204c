public import Records

/// How a student attended; stored in two bits.
public enum AttendanceStatus: UInt8, FieldEnum {
    case present, late, absent, excused

    @inlinable public var name: StaticString {
        switch self {
        case .present: "present"
        case .late: "late"
        case .absent: "absent"
        case .excused: "excused"
        }
    }
}

extension AttendanceStatus {
    /// The name in JSON, first letter lowest: a word each, since a branch on the status is
    /// mispredicted for every sixth mark and costs more than writing the rest of the row.
    @inlinable public var text: UInt64 {
        switch self {
        case .present: 0x0074_6e65_7365_7270
        case .late: 0x6574_616c
        case .absent: 0x746e_6573_6261
        case .excused: 0x0064_6573_7563_7865
        }
    }

    /// How many bytes of `text` count.
    @inlinable public var textByteCount: Int {
        switch self {
        case .present, .excused: 7
        case .late: 4
        case .absent: 6
        }
    }

    /// Every two bits are a status, so there is nothing to check.
    @inlinable @inline(__always) init(bits: UInt8) {
        switch bits & 3 {
        case 0: self = .present
        case 1: self = .late
        case 2: self = .absent
        default: self = .excused
        }
    }
}
