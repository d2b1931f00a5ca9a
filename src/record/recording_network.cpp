#include "record/recording_network.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "ports/stream.hpp"
#include "record/mask_request.hpp"
#include "record/mask_text.hpp"

namespace parley::record {

using tape::EntryKind;
namespace {

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

class RecordingListener final : public Listener, public ListenHandler {
 public:
  RecordingListener(EntryRecorder& recorder, Role role, ListenHandler& handler)
      : recorder_(recorder), role_(role), handler_(handler) {}
  ~RecordingListener() override {
    if (id_ != 0) recorder_.output({.kind = EntryKind::kDropListener, .id = id_});
  }
  RecordingListener(const RecordingListener&) = delete;
  RecordingListener& operator=(const RecordingListener&) = delete;

  std::uint64_t id() const { return id_; }
  void wrap(std::unique_ptr<Listener> listener) {
    listener_ = std::move(listener);
    id_ = recorder_.next_listener();
  }

  Endpoint local() const override { return listener_->local(); }

 private:
  /// Not on the tape: nothing follows from it but which connections are accepted.
  bool admits(const Endpoint& remote) const override { return handler_.admits(remote); }
  void on_accept(std::unique_ptr<Stream> stream) override {
    auto accepted = std::make_unique<RecordingStream>(recorder_, role_);
    recorder_.input({.kind = EntryKind::kAccept,
                     .id = accepted->id(),
                     .endpoint = stream->remote(),
                     .channel = stream->channel()});
    accepted->wrap(std::move(stream));
    handler_.on_accept(std::move(accepted));
  }

  EntryRecorder& recorder_;
  const Role role_;
  ListenHandler& handler_;
  std::unique_ptr<Listener> listener_;
  std::uint64_t id_ = 0;
};

/// What is said on a socket, and so how it is masked.
enum class Talk : std::uint8_t { kKeepAlives, kRoom };

class RecordingDatagram final : public Datagram, public DatagramHandler {
 public:
  RecordingDatagram(EntryRecorder& recorder, Talk talk, DatagramHandler& handler)
      : recorder_(recorder), talk_(talk), handler_(handler) {}
  ~RecordingDatagram() override {
    if (id_ != 0) recorder_.output({.kind = EntryKind::kDropDatagram, .id = id_});
  }
  RecordingDatagram(const RecordingDatagram&) = delete;
  RecordingDatagram& operator=(const RecordingDatagram&) = delete;

  std::uint64_t id() const { return id_; }
  void wrap(std::unique_ptr<Datagram> socket) {
    socket_ = std::move(socket);
    id_ = recorder_.next_socket();
  }

  void send(const Endpoint& to, std::string_view bytes) override {
    if (!recorder_.ended()) {
      recorder_.output({.kind = EntryKind::kSend, .id = id_, .endpoint = to, .text = masked(bytes)});
    }
    socket_->send(to, bytes);
  }
  Endpoint local() const override { return socket_->local(); }

 private:
  void on_datagram(const Endpoint& from, std::string_view bytes) override {
    if (!recorder_.ended()) {
      recorder_.input({.kind = EntryKind::kDatagram, .id = id_, .endpoint = from, .text = masked(bytes)});
    }
    handler_.on_datagram(from, bytes);
  }

  std::string_view masked(std::string_view bytes) {
    if (talk_ == Talk::kKeepAlives) return mask_keep_alive(bytes, recorder_.scratch());
    return recorder_.keeps_text() ? bytes : fill_datagram(bytes, recorder_.scratch());
  }

  EntryRecorder& recorder_;
  const Talk talk_;
  DatagramHandler& handler_;
  std::unique_ptr<Datagram> socket_;
  std::uint64_t id_ = 0;
};

/// Records how the question for a listener or socket was answered, and puts `before` before it.
template <class Port, class Before>
Result<std::unique_ptr<Port>> answered(EntryRecorder& recorder, EntryKind kind,
                                       Result<std::unique_ptr<Port>> opened, std::unique_ptr<Before> before) {
  if (opened) before->wrap(*std::move(opened));
  recorder.answer({.kind = kind,
                   .id = before->id(),
                   .number = outcome_of(opened),
                   .endpoint = opened ? before->local() : Endpoint(),
                   .text = message_of(opened)});
  if (!opened) return opened.error();
  return std::unique_ptr<Port>(std::move(before));
}

}  // namespace

std::unique_ptr<Stream> RecordingNetwork::connect(const HostPort& target, StreamHandler& handler) {
  auto stream = std::make_unique<RecordingStream>(recorder_, role_);
  recorder_.output({.kind = EntryKind::kConnect, .id = stream->id(), .text = target.to_string()});
  stream->attach(handler);
  stream->wrap(network_.connect(target, *stream));
  return stream;
}

Result<std::unique_ptr<Listener>> RecordingNetwork::listen(const Endpoint& local, ListenHandler& handler) {
  recorder_.output({.kind = EntryKind::kListen, .endpoint = local});
  auto before = std::make_unique<RecordingListener>(recorder_, role_, handler);
  auto listener = network_.listen(local, *before);
  return answered<Listener>(recorder_, EntryKind::kListening, std::move(listener), std::move(before));
}

Result<std::unique_ptr<Datagram>> RecordingNetwork::open_datagram(const Endpoint& local,
                                                                  DatagramHandler& handler) {
  recorder_.output({.kind = EntryKind::kOpenDatagram, .endpoint = local});
  auto before = std::make_unique<RecordingDatagram>(recorder_, Talk::kKeepAlives, handler);
  auto socket = network_.open_datagram(local, *before);
  return answered<Datagram>(recorder_, EntryKind::kSocketOpened, std::move(socket), std::move(before));
}

Result<std::unique_ptr<Datagram>> RecordingNetwork::join_group(const Endpoint& group,
                                                               const IpAddress& interface_address,
                                                               DatagramHandler& handler) {
  recorder_.output({.kind = EntryKind::kJoinGroup, .endpoint = group, .text = interface_address.to_string()});
  auto before = std::make_unique<RecordingDatagram>(recorder_, Talk::kRoom, handler);
  auto socket = network_.join_group(group, interface_address, *before);
  return answered<Datagram>(recorder_, EntryKind::kSocketOpened, std::move(socket), std::move(before));
}

}  // namespace parley::record
