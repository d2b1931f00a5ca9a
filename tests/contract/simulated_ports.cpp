#include "tests/contract/simulated_ports.hpp"

#include <utility>

#include "sim/world/node.hpp"
#include "sim/world/sim_log_sink.hpp"
#include "sim/world/sim_pin_store.hpp"
#include "sim/world/sim_store.hpp"
#include "sim/world/sim_terminal.hpp"
#include "tests/support/vt_screen.hpp"

namespace parley::contract {

NodeStore::~NodeStore() { node_.renew_store(); }

void NodeStore::insert_account(Account account, Inserted done) {
  node_.store().insert_account(std::move(account), std::move(done));
}

void NodeStore::find_account(const UserName& user, Found done) {
  node_.store().find_account(user, std::move(done));
}

void NodeStore::commit_room(StoredRoom next, std::uint64_t expected, CommitDone done) {
  node_.store().commit_room(std::move(next), expected, std::move(done));
}

void NodeStore::erase_room(const RoomName& room, std::uint64_t expected, CommitDone done) {
  node_.store().erase_room(room, expected, std::move(done));
}

void NodeStore::load_rooms(Loaded done) { node_.store().load_rooms(std::move(done)); }

Result<std::optional<std::string>> NodePins::find(const HostPort& registry) {
  return node_.pins().find(registry);
}

Result<void> NodePins::save(const HostPort& registry, const std::string& key_fingerprint) {
  return node_.pins().save(registry, key_fingerprint);
}

Terminal& NodePerson::terminal() { return node_.terminal(); }
void NodePerson::type_line(std::string_view text) { node_.terminal().type_line(text); }
void NodePerson::end_input() { node_.terminal().end_input(); }
void NodePerson::interrupt() { node_.terminal().interrupt(); }

std::vector<std::string> NodePerson::screen() {
  std::vector<std::string> lines;
  for (const auto& line : node_.terminal().screen()) lines.push_back(line.text);
  return test::canonical(std::move(lines));
}

NodeLogCapture::NodeLogCapture(sim::Node& node) : node_(node) { node.log().keep(100, LogLevel::kWarning); }

LogSink& NodeLogCapture::sink() { return node_.log(); }

std::vector<std::string> NodeLogCapture::lines() {
  std::vector<std::string> lines;
  for (const auto& line : node_.log().lines()) lines.push_back(line.text);
  return lines;
}

}  // namespace parley::contract
