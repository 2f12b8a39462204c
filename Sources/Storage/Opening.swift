public import Engine
internal import Records

/// Looks at what an engine holds before anything else does: format, fingerprint, migrations, counters.
struct Opening<E: Engine> {
    typealias Scope = WriteScope<E.Transaction>

    let engine: E
    let catalog: Catalog<E.Transaction>
    let migrations: [Migration<E.Transaction>]
    let options: Store<E>.Options

    /// The header and the counters to begin with.
    func run() throws(StoreOpenError) -> (StoreHeader, Counters) {
        let (stored, counters) = try read()
        guard let stored else {
            // A store that holds changes was made by someone: its header is lost, not missing.
            guard counters.sequence == 0 else { throw .headerMissing }
            return try (make(counters), counters)
        }
        guard stored.format <= StoreHeader.currentFormat else {
            throw .newerFormat(found: stored.format, known: StoreHeader.currentFormat)
        }
        if !options.collation.isEmpty, !stored.collation.isEmpty,
            stored.collation != options.collation, !options.acceptsOtherCollation
        {
            throw .collationChanged(found: stored.collation, expected: options.collation)
        }
        let pending = try check(stored)
        if pending.isEmpty {
            guard stored.fingerprint == catalog.fingerprint else {
                throw .schemaMismatch(found: stored.fingerprint, expected: catalog.fingerprint)
            }
            return (stored, counters)
        }
        guard options.appliesMigrations else { throw .migrationsPending(pending.map(\.number)) }
        return try apply(pending, to: stored, counters)
    }

    private func read() throws(StoreOpenError) -> (StoreHeader?, Counters) {
        do throws(StoreError) {
            var reader: E.Reader
            do throws(EngineError) { reader = try engine.makeReader() } catch {
                throw .engine(error)
            }
            let header = try reader.read { view throws(StoreError) in try view.storeHeader() }
            // What lies behind the header of a newer format is not looked at.
            if let header, header.format > StoreHeader.currentFormat {
                return (header, Counters())
            }
            let counters = try reader.read { view throws(StoreError) in try view.counters() }
            return (header, counters)
        } catch { throw .store(error) }
    }

    /// How far back the log of changes is whole.
    func horizon() throws(StoreOpenError) -> UInt64 {
        do throws(StoreError) {
            var reader: E.Reader
            do throws(EngineError) { reader = try engine.makeReader() } catch {
                throw .engine(error)
            }
            return try reader.read { view throws(StoreError) in try view.changeHorizon() }
        } catch { throw .store(error) }
    }

    /// The migrations that the store has not gone through; those that it has must be the same.
    private func check(_ header: StoreHeader) throws(StoreOpenError) -> [Migration<E.Transaction>] {
        for applied in header.migrations {
            guard let known = migrations.first(where: { $0.number == applied.number }) else {
                throw .unknownMigration(number: applied.number, name: applied.name)
            }
            guard known.checksum == applied.checksum else {
                throw .migrationChanged(number: applied.number, name: applied.name)
            }
        }
        let applied = Set(header.migrations.map(\.number))
        return migrations.filter { !applied.contains($0.number) }.sorted { $0.number < $1.number }
    }

    private func make(_ counters: Counters) throws(StoreOpenError) -> StoreHeader {
        let now = options.clock()
        var header = StoreHeader(fingerprint: catalog.fingerprint, createdAt: now)
        header.collation = options.collation
        // A new store is of the newest schema: there is nothing for its migrations to do.
        header.migrations = migrations.sorted { $0.number < $1.number }.map { $0.applied(at: now) }
        let made = header
        _ = try write(counters) { scope throws(StoreError) in try scope.put(made) }
        return header
    }

    /// All pending migrations in one transaction: all of them, or none.
    private func apply(
        _ pending: [Migration<E.Transaction>],
        to header: StoreHeader,
        _ counters: Counters
    ) throws(StoreOpenError) -> (StoreHeader, Counters) {
        var header = header
        header.fingerprint = catalog.fingerprint
        header.migrations += pending.map { $0.applied(at: options.clock()) }
        let migrated = header
        let after = try write(counters) { scope throws(StoreError) in
            for migration in pending { try migration.up(&scope) }
            try scope.put(migrated)
            try scope.finishRequest()
        }
        return (header, after)
    }

    private func write(
        _ counters: Counters,
        _ body: (inout Scope) throws(StoreError) -> Void
    ) throws(StoreOpenError) -> Counters {
        do throws(StoreError) {
            return try engine.write { transaction throws(StoreError) in
                var scope = Scope(
                    catalog: catalog,
                    counters: counters,
                    isJournaled: false
                )
                swap(&scope.transaction, &transaction)
                defer { swap(&scope.transaction, &transaction) }
                scope.beginRequest(at: options.clock())
                try body(&scope)
                if let error = scope.request.broken { throw error }
                return scope.counters
            }
        } catch { throw .store(error) }
    }
}

extension Migration where Transaction: ~Copyable {
    func applied(at now: Timestamp) -> StoreHeader.Applied {
        StoreHeader.Applied(number: number, name: name, at: now, checksum: checksum)
    }
}

extension Store {
    /// Takes the store back to a migration, newest first; it is then of another schema and must be
    /// opened with it.
    public func migrateDown(
        to number: Int,
        from migrations: [Migration<E.Transaction>],
        leaving fingerprint: UInt32
    ) throws(StoreError) {
        try write { scope throws(StoreError) in
            guard var header = try scope.storeHeader() else { throw .closed }
            while let last = header.migrations.last, last.number > number {
                guard let migration = migrations.first(where: { $0.number == last.number }) else {
                    throw .closed
                }
                try migration.down(&scope)
                header.migrations.removeLast()
            }
            header.fingerprint = fingerprint
            try scope.put(header)
        }
    }
}
