#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ports/network.hpp"

/// Programs' ends of streams and sockets that keep what they were told.
namespace parley::sim {

/// One end of a stream, either side.
struct TestStream final : StreamHandler {
  std::unique_ptr<Stream> stream;
  std::vector<std::string> records;
  std::vector<CloseCause> causes;
  TlsIdentity identity;
  int opened = 0;
  int drained = 0;
  std::function<void()> on_each_record;

  void on_open(const TlsIdentity& shown) override {
    identity = shown;
    ++opened;
  }
  void on_record(std::string_view bytes) override {
    records.emplace_back(bytes);
    if (on_each_record) on_each_record();
  }
  void on_drained() override { ++drained; }
  void on_close(CloseCause cause, const std::string&) override { causes.push_back(cause); }
};

/// A listener that keeps every end it accepts.
struct TestListener final : ListenHandler {
  std::unique_ptr<Listener> listener;
  std::vector<std::unique_ptr<TestStream>> ends;

  bool admits(const Endpoint& /*remote*/) const override { return true; }
  void on_accept(std::unique_ptr<Stream> stream) override {
    ends.push_back(std::make_unique<TestStream>());
    ends.back()->stream = std::move(stream);
    ends.back()->stream->set_handler(*ends.back());
  }
};

struct TestSocket final : DatagramHandler {
  std::unique_ptr<Datagram> socket;
  std::vector<std::string> datagrams;
  std::vector<Endpoint> senders;
  std::function<void()> on_each;

  void on_datagram(const Endpoint& from, std::string_view bytes) override {
    datagrams.emplace_back(bytes);
    senders.push_back(from);
    if (on_each) on_each();
  }
};

}  // namespace parley::sim
