#pragma once

#include "ports/pin_store.hpp"
#include "ports/store.hpp"
#include "tests/contract/test_ports.hpp"

namespace parley::sim {
class Node;
}  // namespace parley::sim

namespace parley::contract {

/// A node keeps its ports to its end: these stand for them, and end them where that means something.
class NodeStore final : public Store {
 public:
  explicit NodeStore(sim::Node& node) : node_(node) {}
  ~NodeStore() override;
  NodeStore(const NodeStore&) = delete;
  NodeStore& operator=(const NodeStore&) = delete;

  void insert_account(Account account, Inserted done) override;
  void find_account(const UserName& user, Found done) override;
  void commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) override;
  void erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) override;
  void load_rooms(Loaded done) override;

 private:
  sim::Node& node_;
};

class NodePins final : public PinStore {
 public:
  explicit NodePins(sim::Node& node) : node_(node) {}

  Result<std::optional<std::string>> find(const HostPort& registry) override;
  Result<void> save(const HostPort& registry, const std::string& key_fingerprint) override;

 private:
  sim::Node& node_;
};

class NodePerson final : public Person {
 public:
  explicit NodePerson(sim::Node& node) : node_(node) {}

  Terminal& terminal() override;
  void type_line(std::string_view text) override;
  void end_input() override;
  void interrupt() override;
  std::vector<std::string> screen() override;

 private:
  sim::Node& node_;
};

class NodeLogCapture final : public LogCapture {
 public:
  explicit NodeLogCapture(sim::Node& node);

  LogSink& sink() override;
  std::vector<std::string> lines() override;

 private:
  sim::Node& node_;
};

}  // namespace parley::contract
