import Records
import SchoolModel
import TestSupport
import Testing

@Suite("Views")
struct ViewTests {
    @Test("An enrollment's view shows what the row holds", arguments: 0..<64 as Range<UInt64>)
    func enrollment(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let row = try Enrollment.random(&random)
        let bytes = content(of: row)
        let view = try EnrollmentView(bytes.rawSpan)
        #expect(view.id == row.id)
        #expect(view.studentID == row.studentID)
        #expect(view.courseID == row.courseID)
        #expect(view.cohortID == row.cohortID)
        #expect(view.status == row.status)
        #expect(view.enrolledAt == row.enrolledAt)
        #expect(view.completedAt == row.completedAt)
        #expect(Int(view.progressPercentage) == row.progressPercentage)
    }

    @Test("A course's view shows its name", arguments: 0..<64 as Range<UInt64>)
    func courseName(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let row = try Course.random(&random)
        let bytes = content(of: row)
        let name = try String(utf8: CourseNameView(bytes.rawSpan).name)
        #expect(name == row.name.text)
    }

    @Test("A member's view shows what the row holds", arguments: 0..<64 as Range<UInt64>)
    func member(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let row = try CohortMember.random(&random)
        let bytes = content(of: row)
        let view = try MemberView(bytes.rawSpan)
        let (name, email) = (try String(utf8: view.name), try String(utf8: view.email))
        let (student, status, enrolledAt) = (view.studentID, view.status, view.enrolledAt)
        let lastActivityAt = view.lastActivityAt
        let counts = [view.completedLessons, view.discussionPosts, view.forumPosts].map { Int($0) }
        #expect(name == row.fullName.text)
        #expect(email == row.email)
        #expect(student == row.studentID)
        #expect(status == row.status)
        #expect(enrolledAt == row.enrolledAt)
        #expect(lastActivityAt == row.lastActivityAt)
        #expect(counts == [row.completedLessons, row.discussionPosts, row.forumPosts])
    }

    @Test("A schedule's view shows what the row holds", arguments: 0..<64 as Range<UInt64>)
    func schedule(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let row = try CohortSchedule.random(&random)
        let bytes = content(of: row)
        let view = try ScheduleView(bytes.rawSpan)
        let (module, course, title) = (view.moduleID, view.courseID, try String(utf8: view.title))
        let (unlockDate, lockDate, order) = (view.unlockDate, view.lockDate, view.orderIndex)
        #expect(module == row.moduleID)
        #expect(course == row.courseID)
        #expect(title == row.title)
        #expect(unlockDate == row.unlockDate)
        #expect(lockDate == row.lockDate)
        #expect(Int(order) == row.orderIndex)
    }

    @Test("A module is open from its first day to the day before it is locked")
    func unlocking() throws {
        let row = CohortSchedule(
            moduleID: 1,
            unlockDate: Day(10),
            lockDate: Day(12),
            orderIndex: 0,
            courseID: 2,
            title: "",
            cohortID: 3
        )
        let bytes = content(of: row)
        let view = try ScheduleView(bytes.rawSpan)
        let open = (8...13).map { view.isUnlocked(on: Day($0)) }
        #expect(open == [false, false, true, true, false, false])
    }

    @Test("Damaged content is refused or read, and never traps", arguments: 0..<8 as Range<UInt64>)
    func damage(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let member = content(of: try CohortMember.random(&random))
        for _ in 0..<500 {
            var bytes = member
            let place = Int(random.next() % UInt64(bytes.count))
            bytes[place] ^= UInt8(1 << (random.next() % 8))
            bytes.removeLast(Int(random.next() % 3))
            readAll(bytes)
        }
    }

    @Test("A view takes at most seven words")
    func sizes() {
        #expect(MemoryLayout<EnrollmentView>.size <= 56)
        #expect(MemoryLayout<MemberView>.size <= 56)
        #expect(MemoryLayout<ScheduleView>.size <= 56)
        #expect(MemoryLayout<CourseNameView>.size <= 56)
        #expect(MemoryLayout<Sheet>.size <= 56)
        #expect(MemoryLayout<Sheet.Marks>.size <= 56)
        #expect(MemoryLayout<Sheet.Exceptions>.size <= 56)
        #expect(MemoryLayout<Sheet.Detail>.size <= 56)
    }
}

private func readAll(_ bytes: [UInt8]) {
    do throws(RecordError) {
        let view = try MemberView(bytes.rawSpan)
        _ = view.name.byteCount + view.email.byteCount
    } catch {}
    do throws(RecordError) { _ = try EnrollmentView(bytes.rawSpan) } catch {}
    do throws(RecordError) { _ = try ScheduleView(bytes.rawSpan).title.byteCount } catch {}
    do throws(RecordError) { _ = try CourseNameView(bytes.rawSpan).name.byteCount } catch {}
}
