import Glibc
import Interchange
import TestSupport
import Testing

@Suite("Files without a name")
struct ScratchFileTests {
    @Test("What was written is read, and nothing of it lies in the folder")
    func bytes() throws {
        let folder = TemporaryFolder()
        let place = folder.path("here")
        try #require(unsafe mkdir(place, 0o700) == 0)
        let file = try ScratchFile(beside: place)
        try file.write([1, 2, 3, 4], at: 0)
        try file.write([9], at: 2)
        #expect(try file.read(10, at: 0) == [1, 2, 9, 4])
        #expect(try file.read(2, at: 3) == [4])
        #expect(try file.read(2, at: 4) == [])
        let folderIsEmpty = unsafe rmdir(place) == 0
        #expect(folderIsEmpty)
        #expect(try file.read(1, at: 0) == [1])
    }

    @Test("A folder that is not there is said")
    func failures() throws {
        let error = #expect(throws: ScratchFile.Failure.self) {
            _ = try ScratchFile(beside: "/nowhere/at/all")
        }
        #expect(error?.reason.isEmpty == false && error?.isFull == false)
    }
}
