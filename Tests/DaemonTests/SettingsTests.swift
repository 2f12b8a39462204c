import Daemon
import JSONRPC
import Testing
import Transport

@Suite("Settings")
struct SettingsTests {
    @Test("An option wins over the environment, that over the file, that over the default")
    func precedence() throws {
        let file = ["batchMessages": "7", "connections": "8", "logLevel": "debug"]
        let settings = try DaemonSettings(
            flags: ["batchMessages": "5"],
            environment: { ["LMS_BATCH_MESSAGES": "6", "LMS_CONNECTIONS": "9"][$0] },
            file: file,
            fallbacks: ["data": "/somewhere"]
        )
        #expect(settings.count("batchMessages") == 5)
        #expect(settings.source("batchMessages") == .flag)
        #expect(settings.count("connections") == 9)
        #expect(settings.source("connections") == .environment)
        #expect(settings.text("logLevel") == "debug")
        #expect(settings.source("logLevel") == .file)
        #expect(settings.text("data") == "/somewhere")
        #expect(settings.count("frameSeconds") == 60)
        #expect(settings.source("frameSeconds") == .fallback)
        #expect(settings.listing.contains("connections=9 (environment)\n"))
    }

    @Test("The defaults are those of the protocol")
    func defaults() throws {
        let settings = try DaemonSettings()
        let limits = settings.sessionLimits
        #expect(limits.framing.headerBytes == 16 << 10)
        #expect(limits.framing.messageBytes == 16 << 20)
        #expect(limits.framing.frameMilliseconds == 60_000)
        #expect(limits.batchMessages == 1000)
        #expect(limits.requestsInFlight == 1024)
        let options = try settings.serverOptions(tellingOf: Log())
        #expect(options.connections == 1024)
        #expect(options.unsentBytes == 256 << 10)
        #expect(options.totalUnsentBytes == 48 << 20)
        #expect(options.mirror == nil)
    }

    @Test("What is no setting is named, with the one that was meant")
    func mistakes() throws {
        #expect(throws: SettingsError.unknown("conections", nearest: "connections")) {
            try DaemonSettings(file: ["conections": "1"])
        }
        #expect(throws: SettingsError.unknown("qqqqq", nearest: nil)) {
            try DaemonSettings(file: ["qqqqq": "1"])
        }
        #expect(throws: SettingsError.bad("--loops", "is a whole number from 1 to 64")) {
            try DaemonSettings(flags: ["loops": "65"])
        }
        #expect(throws: SettingsError.bad("LMS_LOG_LEVEL", "is one of error, info, debug")) {
            try DaemonSettings(environment: { $0 == "LMS_LOG_LEVEL" ? "loud" : nil })
        }
        #expect(DaemonSetting.nearestFlag(to: "--frame-second") == "--frame-seconds")
    }

    @Test("A file is one object of plain values")
    func file() throws {
        let text = #"{"data": "/a b", "loops": 2}"#
        #expect(try SettingsFile.parse([UInt8](text.utf8)) == ["data": "/a b", "loops": "2"])
        for bad in ["", "[]", "{\"loops\":[1]}", "{\"loops\":1,\"loops\":2}", "{\"loops\":null}"] {
            #expect(throws: SettingsError.self) { try SettingsFile.parse([UInt8](bad.utf8)) }
        }
    }
}
