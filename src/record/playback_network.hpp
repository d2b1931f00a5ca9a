#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "ports/network.hpp"
#include "record/playback_answers.hpp"
#include "tape/entry.hpp"

namespace parley::record {

/// The network of a tape: what comes in is what the tape has, what goes out goes nowhere. Streams and
/// sockets have the tape's numbers. Each input is put to whoever it is for, or is an error where the
/// network's contract (ports/network.hpp, stream.hpp, datagram.hpp) forbids it.
class PlaybackNetwork final : public Network {
 public:
  explicit PlaybackNetwork(PlaybackAnswers& answers) : answers_(answers) {}

  std::unique_ptr<Stream> connect(const HostPort& target, StreamHandler& handler) override;
  Result<std::unique_ptr<Listener>> listen(const Endpoint& local, ListenHandler& handler) override;
  Result<std::unique_ptr<Datagram>> open_datagram(const Endpoint& local, DatagramHandler& handler) override;
  Result<std::unique_ptr<Datagram>> join_group(const Endpoint& group, const IpAddress& interface_address,
                                               DatagramHandler& handler) override;

  Result<void> accept(const tape::Entry& input);
  Result<void> open(const tape::Entry& input);
  Result<void> record(const tape::Entry& input);
  Result<void> drained(const tape::Entry& input);
  Result<void> close(const tape::Entry& input);
  Result<void> datagram(const tape::Entry& input);

  std::size_t unsent(std::uint64_t id);  ///< For the streams.

 private:
  class PlaybackStream;
  class PlaybackListener;
  class PlaybackSocket;
  enum class State : std::uint8_t { kOpening, kEstablished, kClosed };

  Result<PlaybackStream*> stream(std::uint64_t id, State wanted);
  Result<std::unique_ptr<Datagram>> open_socket(const Endpoint& local, DatagramHandler& handler);

  PlaybackAnswers& answers_;
  std::unordered_map<std::uint64_t, PlaybackStream*> streams_;
  std::unordered_map<std::uint64_t, PlaybackSocket*> sockets_;
  PlaybackListener* listener_ = nullptr;  ///< The newest.
  std::uint64_t last_stream_ = 0;
};

}  // namespace parley::record
