import CPageCount
import CRivals
import District
import Glibc
import SQLiteRival

func exitWithUsage() -> Never { exit(64) }

/// One command with its arguments.
struct Run {
    let path: String
    let students: Int
    let settings: [String: Int]

    init(arguments: [String]) {
        path = arguments.count > 1 ? arguments[1] : "/tmp/rivals.db"
        students = arguments.count > 2 ? Int(arguments[2]) ?? 2000 : 2000
        var settings: [String: Int] = [:]
        for argument in arguments.dropFirst(3) {
            let parts = argument.split(separator: "=")
            if parts.count == 2, let value = Int(parts[1]) { settings[String(parts[0])] = value }
        }
        self.settings = settings
    }

    var district: District { District(students: students) }

    var options: rivals_options {
        rivals_options(
            page_size: Int32(settings["page"] ?? 0),
            checkpoint_pages: Int32(settings["checkpoint"] ?? 0),
            mapped_bytes: Int64(settings["mapped"] ?? 0),
            plain_student_index: settings["plain"] == 1,
            upsert_marks: settings["upsert"] == 1
        )
    }

    func load() {
        let district = district
        let rows = ContinuousClock().measure { district.forEachSheet { _ in } }
        let load = SQLiteRival.load(district, at: path, options: options, sortKey: Alphabet.key)
        print("generator alone", rows, "relations", load.relations)
        print("attendance", load.attendanceRows, "its index", load.attendanceIndex)
        print("finish", load.finish)
        let attendance = load.attendanceRows - rows + load.attendanceIndex
        let rate = Double(district.marks) / seconds(attendance + load.finish)
        print("attendance with its index, statistics and flush, rows a second:", Int(rate))
        print(SQLiteRival(opening: path, options: options).measure())
    }

    func plans() {
        var last = ""
        for line in SQLiteRival(opening: path, options: options).plans() {
            if line.sql != last { print("\n\(line.query): \(line.sql)") }
            last = line.sql
            print("    " + line.plan)
        }
    }

    func ask() {
        let rival = SQLiteRival(opening: path, options: options)
        var stream = DistrictStream(district, seed: 7)
        let forms: [(String, rivals_form)] = [
            ("rows", RIVALS_ROWS), ("objects", RIVALS_OBJECTS), ("columns", RIVALS_COLUMNS),
        ]
        for query in DistrictQuery.allCases {
            let questions = stream.questions(query, count: 2000)
            if settings["print"] != 0 {
                for (name, form) in forms {
                    let count = rival.answer(query, questions[0], as: form)
                    print(query, name, count, rival.answerText(count: count).prefix(700))
                }
            }
            for question in questions {
                let answers = forms.map { _, form in
                    rival.answerText(count: rival.answer(query, question, as: form))
                }
                precondition(answers.allSatisfy { $0 == answers[0] }, "the forms differ")
            }
            for (number, (name, form)) in forms.enumerated()
            where settings["only"] ?? number == number {
                for question in questions { _ = rival.answer(query, question, as: form) }
                var medians: [UInt64] = []
                for _ in 0..<5 {
                    var times: [UInt64] = []
                    for question in questions {
                        let start = nanoseconds()
                        _ = rival.answer(query, question, as: form)
                        times.append(nanoseconds() - start)
                    }
                    medians.append(times.sorted()[times.count / 2])
                }
                let best = Double(medians.min() ?? 0) / 1000
                print(query, name, "median us", (best * 100).rounded() / 100)
            }
        }
    }
}

// MARK: - Writes

extension Run {
    /// Threads, and requests in a transaction.
    private var modes: [(Int32, Int)] {
        settings["lone"] == 1 ? [(1, 1)] : [(1, 1), (1, 16), (16, 1), (16, 16)]
    }

    func write() {
        let rival = SQLiteRival(opening: path, options: options)
        var stream = DistrictStream(district, seed: UInt64(settings["seed"] ?? 11))
        let lone = settings["count"] ?? 3000
        _ = unsafe page_count_watch(path + "-wal")
        for (threads, together) in modes {
            let count = together == 1 ? lone : lone * 2
            let requests = (0..<count).map { _ in rivals_enroll(stream.enroll()) }
            report(
                "enroll",
                threads,
                together,
                rival.enroll(requests, threads: threads, together: together)
            )
        }
        _ = unsafe page_count_watch(path + "-wal")
        for (threads, together) in modes {
            let count = together == 1 ? lone : lone * 2
            let sheets = RivalSheets((0..<count).map { _ in stream.classMark() })
            report(
                "mark",
                threads,
                together,
                rival.mark(sheets, threads: threads, together: together)
            )
        }
        print(rival.measure())
    }

    func report(
        _ name: String,
        _ threads: Int32,
        _ together: Int,
        _ times: (each: [UInt64], all: UInt64)
    ) {
        let sorted = times.each.sorted()
        let rate = Double(times.each.count * together) / (Double(times.all) / 1e9)
        defer { page_count_reset() }
        print(
            name,
            "threads \(threads) together \(together):",
            "median us \(sorted[sorted.count / 2] / 1000)",
            "mean us \(Int(times.all) / 1000 / sorted.count)",
            "p99 us \(sorted[sorted.count * 99 / 100] / 1000)",
            "per s \(Int(rate))",
            "log KB \(page_count_bytes() / 1024 / UInt64(sorted.count))"
        )
    }
}

func nanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}
