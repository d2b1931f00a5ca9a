#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "ports/stream.hpp"
#include "record/entry_recorder.hpp"
#include "record/mask_request.hpp"

namespace parley::record {

/// Whose network it is: requests, and the secrets in them, come in at a registry and go out at a peer.
enum class Role : std::uint8_t { kRegistry, kPeer };

/// Records what happens on a stream. Its handler may destroy it in any call.
class RecordingStream final : public Stream, public StreamHandler {
 public:
  RecordingStream(EntryRecorder& recorder, Role role);
  ~RecordingStream() override;
  RecordingStream(const RecordingStream&) = delete;
  RecordingStream& operator=(const RecordingStream&) = delete;

  std::uint64_t id() const { return id_; }
  /// Right after it was made: what it stands before. Of a stream that is opened, with the handler.
  void wrap(std::unique_ptr<Stream> stream) { stream_ = std::move(stream); }
  void attach(StreamHandler& handler) { handler_ = &handler; }

  void set_handler(StreamHandler& handler) override;
  void write(std::string_view bytes) override;
  std::size_t unsent() const override;
  void pause_reading() override;
  void resume_reading() override;
  void close() override;
  Endpoint remote() const override { return stream_->remote(); }
  ChannelId channel() const override { return stream_->channel(); }

 private:
  void on_open(const TlsIdentity& identity) override;
  void on_record(std::string_view bytes) override;
  void on_drained() override;
  void on_close(CloseCause cause, const std::string& reason) override;

  std::string_view mask_received(std::string_view bytes);
  std::string_view mask_sent(std::string_view bytes);

  EntryRecorder& recorder_;
  const Role role_;
  const std::uint64_t id_;
  std::unique_ptr<Stream> stream_;
  StreamHandler* handler_ = nullptr;
  RequestMask requests_;
};

}  // namespace parley::record
