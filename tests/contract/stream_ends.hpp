#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ports/network.hpp"

namespace parley::contract {

/// One end of a stream, which notes what comes and does what the test wants then.
struct StreamEnd final : StreamHandler {
  void on_open(const TlsIdentity& shown) override {
    events += "o";
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
    if (then_on_drained) then_on_drained();
  }
  void on_close(CloseCause cause, const std::string& why) override {
    events += "c";
    closed = cause;
    reason = why;
    if (then_on_close) then_on_close();
  }

  std::unique_ptr<Stream> stream;
  std::string events;  ///< One datagram a call: open, record, drained, close.
  std::optional<TlsIdentity> identity;
  std::vector<std::string> records;
  std::size_t received = 0;
  std::optional<CloseCause> closed;
  std::string reason;
  std::function<void()> then_on_open;
  std::function<void()> then_on_record;
  std::function<void()> then_on_drained;
  std::function<void()> then_on_close;
};

/// Keeps each stream that is accepted.
struct StreamAcceptor final : ListenHandler {
  bool admits(const Endpoint& remote) const override { return admitted(remote); }
  void on_accept(std::unique_ptr<Stream> stream) override {
    auto end = std::make_unique<StreamEnd>();
    end->stream = std::move(stream);
    if (prepare) prepare(*end);
    if (end->stream) end->stream->set_handler(*end);
    ends.push_back(std::move(end));
  }

  std::vector<std::unique_ptr<StreamEnd>> ends;
  std::function<void(StreamEnd&)> prepare;
  std::function<bool(const Endpoint&)> admitted = [](const Endpoint&) { return true; };
};

}  // namespace parley::contract
