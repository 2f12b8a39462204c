internal import Engine
internal import Records

/// How one kind of entry is checked.
protocol Inspector {
    /// Adds what is wrong with an entry, and what it counts, to the inspection.
    func inspect<View: Snapshot & ~Copyable>(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing View,
        _ inspection: inout Inspection
    ) throws(StoreError)
}

/// The checks of a schema, by tag and section; made of its declarations.
struct Inspectors {
    private var owners: [UInt8: Tag.Owner] = [:]
    private var inspectors: [Place: any Inspector] = [:]

    init<S: Schema>(_ schema: S.Type) {
        var gatherer = Gatherer()
        S.visitEntities(&gatherer)
        inspectors = gatherer.inspectors
        inspectors[StoreHeader.place] = HeaderInspector()
        inspectors[ChangeHorizon.place] = HorizonInspector()
        let activity = inspectors[Place(.changes, 0)]
        inspectors[Place(.changes, 0)] = ChangeInspector(row: activity)
        for place in inspectors.keys { owners[place.tag.rawValue] = place.tag.owner }
    }

    /// The check for an entry, found by the head of its key.
    func inspector(of key: RawSpan) -> (any Inspector)? {
        var reader = KeyReader(key)
        do throws(RecordError) {
            let tag = try reader.byte()
            guard let owner = owners[tag] else { return nil }
            switch owner {
            case .id: _ = try reader.id()
            case .day: _ = try reader.day()
            case .store: break
            case .sequence: return inspectors[Place(Tag(tag, owner: owner), 0)]
            }
            return inspectors[Place(Tag(tag, owner: owner), try reader.byte())]
        } catch { return nil }
    }

    private struct Gatherer: EntityVisitor, ~Copyable {
        var inspectors: [Place: any Inspector] = [:]

        mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
            inspectors[E.place] = RowInspector<E>()
            if E.hasNaturalKey, E.hasID {
                inspectors[Place(.ids, E.table.number)] = IDInspector<E>()
            }
            var parts = PartGatherer<E>()
            E.visitParts(&parts)
            inspectors.merge(parts.inspectors) { first, _ in first }
        }
    }

    private struct PartGatherer<Row: Entity>: PartVisitor, ~Copyable {
        var inspectors: [Place: any Inspector] = [:]

        mutating func index<I: SecondaryIndex>(_ index: I.Type) throws(Never) where I.Row == Row {
            inspectors[I.place] = IndexInspector<I>()
        }

        mutating func reference<R: Reference>(_ reference: R.Type) throws(Never)
        where R.Row == Row {}

        mutating func contribution<C: Contribution>(_ contribution: C.Type) throws(Never)
        where C.Row == Row {
            inspectors[C.Total.place] = SumInspector()
        }

        mutating func hint<H: Hint>(_ hint: H.Type) throws(Never) where H.Row == Row {
            inspectors[H.place] = LenientInspector()
        }
    }
}
