#include "tests/bench/core_registry.hpp"

#include "base/check.hpp"
#include "registry/sessions.hpp"

namespace parley::bench {
namespace {

class NullStream final : public Stream {
 public:
  explicit NullStream(NullNetwork& network) : network_(network) {}
  void set_handler(StreamHandler& handler) override { network_.clients.push_back(&handler); }
  void write(std::string_view bytes) override { network_.bytes_written += bytes.size(); }
  std::size_t unsent() const override { return 0; }
  void pause_reading() override {}
  void resume_reading() override {}
  void close() override {}
  Endpoint remote() const override { return {kLoopback, 4711}; }

 private:
  NullNetwork& network_;
};

class FixedListener final : public Listener {
 public:
  Endpoint local() const override { return {kLoopback, 15600}; }
};

class FixedDatagram final : public Datagram {
 public:
  void send(const Endpoint& /*to*/, std::string_view /*bytes*/) override {}
  Endpoint local() const override { return {kLoopback, 15500}; }
};

Error unused() { return {ErrorCode::kUnavailable, "a registry does not do this"}; }

}  // namespace

std::unique_ptr<Stream> NullNetwork::connect(const HostPort& /*target*/, StreamHandler& /*handler*/) {
  return nullptr;
}

Result<std::unique_ptr<Listener>> NullNetwork::listen(const Endpoint& /*local*/, ListenHandler& handler) {
  listener = &handler;
  return std::unique_ptr<Listener>(std::make_unique<FixedListener>());
}

Result<std::unique_ptr<Datagram>> NullNetwork::open_datagram(const Endpoint& /*local*/,
                                                             DatagramHandler& handler) {
  datagrams = &handler;
  return std::unique_ptr<Datagram>(std::make_unique<FixedDatagram>());
}

Result<std::unique_ptr<Datagram>> NullNetwork::join_group(const Endpoint& /*group*/,
                                                          const IpAddress& /*interface_address*/,
                                                          DatagramHandler& /*handler*/) {
  return unused();
}

void MapStore::insert_account(Account account, Inserted done) {
  const bool added = accounts_.emplace(std::move(account.user), std::move(account.hash)).second;
  turns_.emplace_back([added, done = std::move(done)] { done(added); });
}

void MapStore::find_account(const UserName& user, Found done) {
  const auto place = accounts_.find(user);
  std::optional<Account> found;
  if (place != accounts_.end()) found = Account{place->first, place->second};
  turns_.emplace_back([found = std::move(found), done = std::move(done)] { done(found); });
}

void MapStore::commit_room(StoredRoom /*next*/, std::uint64_t /*expected*/, CommitDone done) {
  turns_.emplace_back([done = std::move(done)] { done(CommitOutcome(Committed{})); });
}

void MapStore::erase_room(const RoomName& /*room*/, std::uint64_t /*expected*/, CommitDone done) {
  turns_.emplace_back([done = std::move(done)] { done(CommitOutcome(Committed{})); });
}

void MapStore::load_rooms(Loaded done) {
  turns_.emplace_back([done = std::move(done)] { done(std::vector<StoredRoom>()); });
}

void PlainHasher::hash(std::string_view secret, Hashed done) {
  turns_.emplace_back([secret = std::string(secret), done = std::move(done)] { done(PasswordHash{secret}); });
}

void PlainHasher::verify(std::string_view secret, const PasswordHash& expected, Verified done) {
  turns_.emplace_back([right = expected.text == secret, done = std::move(done)] { done(right); });
}

std::string person(std::size_t number) { return "person-" + std::to_string(number); }

CoreRegistry::CoreRegistry(std::size_t people, std::string_view hello, record::EntrySink* tape) {
  const registry::RegistryPorts ports{clock_, network_, store_, hasher_, entropy_, log_};
  if (tape != nullptr) recorder_ = std::make_unique<record::RegistryRecorder>(ports, *tape);
  registry_ = std::make_unique<registry::Registry>(recorder_ ? recorder_->ports() : ports,
                                                   registry::RegistryOptions{});
  PARLEY_CHECK(
      registry_->start([](const Result<void>& ready) { PARLEY_CHECK(ready.has_value()); }).has_value());
  settle();
  for (std::size_t i = 0; i < people; ++i) {
    network_.listener->on_accept(std::make_unique<NullStream>(network_));
    record(i, hello);
    record(i, "REGISTER " + person(i) + " x\n");
    record(i, "LOGIN " + person(i) + " x 6000\n");
  }
  PARLEY_CHECK(registry_->sessions().size() == people);
}

void CoreRegistry::settle() {
  while (!turns_.empty()) {
    const auto turn = std::move(turns_.front());
    turns_.pop_front();
    turn();
  }
}

}  // namespace parley::bench
