#include "record/recording_stream.hpp"

namespace parley::record {

RecordingStream::RecordingStream(Recording& recording, Role role)
    : recording_(recording), role_(role), id_(recording.next_stream()), requests_(recording.stand_ins()) {}

RecordingStream::~RecordingStream() { recording_.output({.kind = EntryKind::kDropStream, .id = id_}); }

// What may be read on the tape of what goes over a stream. Requests hold secrets, answers none so far: one
// that does, as a token to resume by would, is masked in the other two branches.

std::string_view RecordingStream::came_in(std::string_view bytes) {
  if (role_ == Role::kRegistry) return requests_.mask(bytes, recording_.scratch());
  return mask_digests(bytes, recording_.scratch());
}

std::string_view RecordingStream::goes_out(std::string_view bytes) {
  if (role_ == Role::kRegistry) return bytes;
  return mask_requests(bytes, recording_.scratch());
}

void RecordingStream::set_handler(StreamHandler& handler) {
  hand_to(handler);
  stream_->set_handler(*this);
}

void RecordingStream::write(std::string_view bytes) {
  if (!recording_.ended()) {
    recording_.output({.kind = EntryKind::kWrite, .id = id_, .text = goes_out(bytes)});
  }
  stream_->write(bytes);
}

std::size_t RecordingStream::unsent() const {
  const auto bytes = stream_->unsent();
  if (bytes != 0) {
    recording_.answer({.kind = EntryKind::kUnsent, .id = id_, .number = static_cast<std::int64_t>(bytes)});
  }
  return bytes;
}

void RecordingStream::pause_reading() {
  recording_.output({.kind = EntryKind::kPauseReading, .id = id_});
  stream_->pause_reading();
}

void RecordingStream::resume_reading() {
  recording_.output({.kind = EntryKind::kResumeReading, .id = id_});
  stream_->resume_reading();
}

void RecordingStream::close() {
  recording_.output({.kind = EntryKind::kCloseStream, .id = id_});
  stream_->close();
}

void RecordingStream::on_open(const TlsIdentity& identity) {
  recording_.input({.kind = EntryKind::kOpen,
                    .id = id_,
                    .number = identity.verified_by_authority ? 1 : 0,
                    .endpoint = stream_->remote(),
                    .text = identity.key_fingerprint});
  handler_->on_open(identity);
}

void RecordingStream::on_record(std::string_view bytes) {
  if (!recording_.ended()) {
    recording_.input({.kind = EntryKind::kRecord, .id = id_, .text = came_in(bytes)});
  }
  handler_->on_record(bytes);
}

void RecordingStream::on_drained() {
  recording_.input({.kind = EntryKind::kDrained, .id = id_});
  handler_->on_drained();
}

void RecordingStream::on_close(CloseCause cause, const std::string& reason) {
  recording_.input(
      {.kind = EntryKind::kClose, .id = id_, .number = static_cast<std::int64_t>(cause), .text = reason});
  handler_->on_close(cause, reason);
}

}  // namespace parley::record
