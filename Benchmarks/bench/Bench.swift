import CFloor
import CLoad
import Glibc

/// Measures the store against hand-written C and against SQLite, on the same district.
///
///     swift run bench [--scale N] [--quick] [--rounds N] [--only Q1,Q2,W1] [--store DIR]
///                     [--json PATH] [--no-instructions]
///     swift run bench --socket [--peers] [--placements socket-same-cpu,...] [--programs DIR] ...
///                                                              the daemon over its socket
///     swift run bench --crowd | --processes                    a thousand clients; whole processes
///     swift run bench --platform                               the made-up schools, and the largest asked
///     bench echo SOCKET                                        the floor of that
///     bench floor SOCKET STORE                                 a floor that answers
///     bench once lms|floor|sqlite QUERY COUNT --store DIR      one side alone, for callgrind
///
/// A debug build hands over to the release build of this same program: its numbers would mislead.
@main enum Bench {
    static func main() {
        #if DEBUG
        exit(runInRelease(CommandLine.arguments.dropFirst()))
        #else
        do {
            try run(Options(CommandLine.arguments.dropFirst()))
        } catch {
            complain("bench: \(error)")
            exit(1)
        }
        #endif
    }

    #if DEBUG
    /// The release build has a folder of its own, so that neither build waits for the other's lock.
    private static func runInRelease(_ arguments: ArraySlice<String>) -> Int32 {
        let release = ["-c", "release", "--scratch-path", ".build/bench"]
        if ["--socket", "--crowd", "--processes", "--platform"].contains(where: arguments.contains)
        {
            // The programs that are measured lie beside the one that measures.
            for product in ["lmsd", "lmsq"] {
                let build = ["swift", "build", "--quiet"] + release + ["--product", product]
                do { try Program.run(build, log: "/dev/stderr") } catch { return 1 }
            }
        }
        let words = ["swift", "run", "--quiet"] + release + ["bench"] + arguments
        var pointers = unsafe words.map { unsafe strdup($0) } + [nil]
        // The environment and the standard streams are inherited.
        unsafe execvp("swift", &pointers)
        return 127
    }
    #else
    private static func run(_ options: Options) throws {
        if let once = options.once {
            return try OneSide(once, Stores(opening: options)).run()
        }
        if case .echo(let socket) = options.subject { unsafe exit(load_echo(socket)) }
        if case .floor(let socket, let store) = options.subject {
            unsafe exit(floor_serve(socket, store))
        }
        let machine = Machine()
        print(machine)
        var report = Report(machine, options)
        switch options.subject {
        case .store, .echo, .floor: try measureStore(options, &report)
        case .socket: try SocketBench(options, &report).measure(&report)
        case .crowd: try Crowd(SocketBench(options, &report)).measure(&report)
        case .processes: try Processes(options, &report).measure(&report)
        case .platform: try Platform(options).measure(&report)
        }
        report.printTable()
        try report.write(to: options.resultPath)
    }

    private static func measureStore(_ options: Options, _ report: inout Report) throws {
        let stores = try Stores(opening: options, &report)
        try measureReads(stores, options, &report)
        if options.measures("W1") || options.measures("W2") {
            try Writes(stores, options).measure(&report)
        }
        stores.close()
    }
    #endif
}
