internal import JSONRPC

// What an operator does to the school as a whole.
extension House {
    var operatingMethods: [Method<Guest>] {
        [
            adminValidate, adminRecount, adminBackup, adminCompact, adminSeed, adminMigrate,
            adminStats, adminSchema, adminVerify, adminSelfTest, adminEnforceReferences,
        ]
    }
}
