#include "record/recording_stream.hpp"

namespace parley::record {

using tape::EntryKind;

RecordingStream::RecordingStream(EntryRecorder& recorder, Role role)
    : recorder_(recorder), role_(role), id_(recorder.next_stream()), requests_(recorder.pseudonyms()) {}

RecordingStream::~RecordingStream() { recorder_.output({.kind = EntryKind::kDropStream, .id = id_}); }

// What may be read on the tape of what goes over a stream. Requests hold secrets, answers none so far: one
// that does, as a token to resume by would, is masked in the other two branches.

std::string_view RecordingStream::mask_received(std::string_view bytes) {
  if (role_ == Role::kRegistry) return requests_.mask(bytes, recorder_.scratch());
  return mask_digests(bytes, recorder_.scratch());
}

std::string_view RecordingStream::mask_sent(std::string_view bytes) {
  if (role_ == Role::kRegistry) return bytes;
  return mask_requests(bytes, recorder_.scratch());
}

void RecordingStream::set_handler(StreamHandler& handler) {
  attach(handler);
  stream_->set_handler(*this);
}

void RecordingStream::write(std::string_view bytes) {
  if (!recorder_.ended()) {
    recorder_.output({.kind = EntryKind::kWrite, .id = id_, .text = mask_sent(bytes)});
  }
  stream_->write(bytes);
}

std::size_t RecordingStream::unsent() const {
  const auto bytes = stream_->unsent();
  if (bytes != 0) {
    recorder_.answer({.kind = EntryKind::kUnsent, .id = id_, .number = static_cast<std::int64_t>(bytes)});
  }
  return bytes;
}

void RecordingStream::pause_reading() {
  recorder_.output({.kind = EntryKind::kPauseReading, .id = id_});
  stream_->pause_reading();
}

void RecordingStream::resume_reading() {
  recorder_.output({.kind = EntryKind::kResumeReading, .id = id_});
  stream_->resume_reading();
}

void RecordingStream::close() {
  recorder_.output({.kind = EntryKind::kCloseStream, .id = id_});
  stream_->close();
}

void RecordingStream::on_open(const TlsIdentity& identity) {
  recorder_.input({.kind = EntryKind::kOpen,
                   .id = id_,
                   .number = identity.verified_by_authority ? 1 : 0,
                   .endpoint = stream_->remote(),
                   .channel = stream_->channel(),
                   .text = identity.key_fingerprint});
  handler_->on_open(identity);
}

void RecordingStream::on_record(std::string_view bytes) {
  if (!recorder_.ended()) {
    recorder_.input({.kind = EntryKind::kRecord, .id = id_, .text = mask_received(bytes)});
  }
  handler_->on_record(bytes);
}

void RecordingStream::on_drained() {
  recorder_.input({.kind = EntryKind::kDrained, .id = id_});
  handler_->on_drained();
}

void RecordingStream::on_close(CloseCause cause, const std::string& reason) {
  recorder_.input(
      {.kind = EntryKind::kClose, .id = id_, .number = static_cast<std::int64_t>(cause), .text = reason});
  handler_->on_close(cause, reason);
}

}  // namespace parley::record
