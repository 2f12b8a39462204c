internal import Records

extension Session {
    /// Answers the messages of a batch in their order, in one frame.
    mutating func answerBatch(
        _ messages: inout Messages,
        of text: Span<UInt8>,
        _ place: ReplyPlace,
        output: inout OutputBuffer,
        deferred: inout [Deferred]
    ) {
        guard 1...limits.batchMessages ~= messages.count else {
            refuseBatch(ofCount: messages.count, place, output: &output)
            return
        }
        let batch = Batch()
        let inside = ReplyPlace(framing: place.framing, frame: place.frame, batch: batch)
        while let message = messages.next() {
            if !isHeld, answerMember(message, batch, inside, &output, &deferred) { continue }
            var ranges = [messages.range(of: message)]
            while let rest = messages.next() { ranges.append(messages.range(of: rest)) }
            park(text, ranges, inside)
            return
        }
        batch.openCount -= 1
        conclude(batch, inside, output: &output)
        completeCancelled(output: &output)
    }

    /// Answers one message of a batch; false where it must wait.
    private mutating func answerMember(
        _ message: Message,
        _ batch: Batch,
        _ place: ReplyPlace,
        _ output: inout OutputBuffer,
        _ deferred: inout [Deferred]
    ) -> Bool {
        let start = output.byteCount
        if batch.replies.byteCount > limits.batchReplyBytes, message.id != nil {
            let limit = RPCError.Fact("limit", .number(Int64(limits.batchReplyBytes)))
            output.appendReply(
                id: message.id,
                RPCError(
                    .tooLarge,
                    "the replies of the batch before this one fill it",
                    facts: [limit]
                )
            )
        } else if !answer(message, place, output: &output, deferred: &deferred) {
            return false
        }
        batch.append { $0.append(output.bytes.extracting(start..<output.byteCount)) }
        output.truncate(to: start)
        return true
    }

    /// The same for a message that has waited, or whose batch was refused as a whole.
    mutating func answerMember(
        _ text: PaddedBytes,
        _ batch: Batch,
        _ place: ReplyPlace,
        _ parser: inout JSONParser,
        _ output: inout OutputBuffer,
        _ deferred: inout [Deferred]
    ) -> Bool {
        do throws(JSONError) {
            var messages = Messages(try parser.parse(text))
            if messages.isBatch {
                batch.append { $0.appendReply(id: nil, .invalidRequest(.notAnObject)) }
                return true
            }
            guard let message = messages.next() else { return true }
            return answerMember(message, batch, place, &output, &deferred)
        } catch {
            batch.append { $0.appendReply(refused: text.span, error) }
            return true
        }
    }

    /// The same for a message that stands alone.
    mutating func answerAlone(
        _ text: PaddedBytes,
        _ place: ReplyPlace,
        _ parser: inout JSONParser,
        _ output: inout OutputBuffer,
        _ deferred: inout [Deferred]
    ) -> Bool {
        do throws(JSONError) {
            var messages = Messages(try parser.parse(text))
            guard let message = messages.next() else { return true }
            return answer(message, place, output: &output, deferred: &deferred)
        } catch {
            output.appendReply(refused: text.span, error)
            return true
        }
    }

    /// Sends the replies of a batch when the last one is there.
    mutating func conclude(_ batch: Batch, _ place: ReplyPlace, output: inout OutputBuffer) {
        guard batch.openCount == 0 else { return }
        guard batch.replies.byteCount > 0 else {
            if place.framing.isHTTP { appendNoContent(to: &output) }
            return
        }
        let frame = ReplyFrame(place.framing, digits: lengthDigits, in: &output)
        var replies = OutputBuffer(capacity: 0)
        swap(&replies, &batch.replies)
        output.append("[")
        output.append(replies.bytes)
        output.append("]")
        lengthDigits = frame.end(in: &output)
    }

    private mutating func refuseBatch(
        ofCount count: Int,
        _ place: ReplyPlace,
        output: inout OutputBuffer
    ) {
        var error = RPCError(
            .invalidRequest,
            count == 0 ? "the batch is empty" : "the batch has too many messages"
        )
        error.facts = [.init("reason", .text(count == 0 ? "emptyBatch" : "batchTooLong"))]
        if count > 0 { error.facts.append(.init("limit", .number(Int64(limits.batchMessages)))) }
        let frame = ReplyFrame(place.framing, digits: lengthDigits, in: &output)
        output.appendReply(id: nil, error)
        lengthDigits = frame.end(in: &output)
    }
}
