#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/network.hpp"

/// A program's ends of streams and sockets, on any network, real or simulated: they keep what they were told,
/// and do what the test wants then.
namespace parley {

/// One end of a stream.
struct StreamProbe final : StreamHandler {
  void on_open(const TlsIdentity& shown) override {
    events += "o";
    ++opened;
    identity = shown;
    if (then_on_open) then_on_open();
  }
  void on_record(std::string_view bytes) override {
    events += "r";
    records.emplace_back(bytes);
    received += bytes.size();
    if (then_on_record) then_on_record();
  }
  void on_drained() override {
    events += "d";
    ++drained;
    if (then_on_drained) then_on_drained();
  }
  void on_close(CloseCause cause, const std::string& why) override {
    EXPECT_FALSE(closed) << "on_close() came twice";
    events += "c";
    closed = cause;
    reason = why;
    if (then_on_close) then_on_close();
  }

  std::unique_ptr<Stream> stream;
  std::string events;  ///< One letter a call: open, record, drained, close.
  int opened = 0;
  int drained = 0;
  std::optional<TlsIdentity> identity;
  std::vector<std::string> records;
  std::size_t received = 0;  ///< Bytes.
  std::optional<CloseCause> closed;
  std::string reason;
  std::function<void()> then_on_open;
  std::function<void()> then_on_record;
  std::function<void()> then_on_drained;
  std::function<void()> then_on_close;
};

/// Keeps each stream that is accepted, unless `prepare` takes it away.
struct StreamAcceptor final : ListenHandler {
  bool admits(const Endpoint& remote) const override { return !admitted || admitted(remote); }
  void on_accept(std::unique_ptr<Stream> stream) override {
    auto end = std::make_unique<StreamProbe>();
    end->stream = std::move(stream);
    if (prepare) prepare(*end);
    if (end->stream) end->stream->set_handler(*end);
    ends.push_back(std::move(end));
  }

  std::unique_ptr<Listener> listener;
  std::vector<std::unique_ptr<StreamProbe>> ends;
  std::function<void(StreamProbe&)> prepare;
  std::function<bool(const Endpoint&)> admitted;  ///< By default everybody is.
};

/// A datagram socket: datagrams[i] came from senders[i].
struct DatagramReceiver final : DatagramHandler {
  void on_datagram(const Endpoint& from, std::string_view bytes) override {
    datagrams.emplace_back(bytes);
    senders.push_back(from);
    if (then) then();
  }
  bool has(std::string_view bytes) const {
    return std::find(datagrams.begin(), datagrams.end(), bytes) != datagrams.end();
  }

  std::unique_ptr<Datagram> socket;
  std::vector<std::string> datagrams;
  std::vector<Endpoint> senders;
  std::function<void()> then;
};

}  // namespace parley
