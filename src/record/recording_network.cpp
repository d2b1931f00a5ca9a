#include "record/recording_network.hpp"

#include <string>
#include <utility>

#include "record/mask_request.hpp"
#include "record/mask_text.hpp"

namespace parley::record {
namespace {

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
    recorder_.input({.kind = EntryKind::kAccept, .id = accepted->id(), .endpoint = stream->remote()});
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
