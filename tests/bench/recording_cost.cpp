// parley-recording-cost: what --record costs a registry, in one run: two real registries on loopback, one of
// them recording, are asked in turn. Prints the requests per second of both, and the processor time of each.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::test {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kClients = 32;
constexpr std::chrono::milliseconds kTurn{50};

[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "parley-recording-cost: %s\n", why.c_str());
  std::exit(1);
}

/// Nanoseconds that a program's threads have run so far: the first one, where the core lives, and all.
struct ProcessorTime {
  double core = 0;
  double all = 0;
};

ProcessorTime processor_time(pid_t program) {
  ProcessorTime time;
  for (const auto& thread :
       std::filesystem::directory_iterator("/proc/" + std::to_string(program) + "/task")) {
    double ran = 0;
    std::ifstream(thread.path() / "schedstat") >> ran;
    time.all += ran;
    if (thread.path().filename() == std::to_string(program)) time.core = ran;
  }
  return time;
}

/// What is asked, again and again: a record with so many requests.
struct Load {
  std::string name;
  std::string people;  ///< Their names begin so.
  std::string hello;   ///< None in v1.
  std::string record;
  std::size_t requests;
};

/// One of the two registries, with those who ask it.
class MeasuredRegistry {
 public:
  MeasuredRegistry(const std::filesystem::path& folder, const std::vector<std::string>& flags)
      : registry_({folder, flags, 0}) {
    if (!registry_.listening()) fail("the registry does not start: " + registry_.errors());
  }

  void connect(const Load& load) {
    clients_.clear();
    for (std::size_t i = 0; i < kClients; ++i) {
      auto client = TlsClient::connect(registry_.tcp());
      if (!client) fail("no connection");
      clients_.push_back(*std::move(client));
      receive(clients_.back(), "HELLO_BACK");
      if (load.hello.empty()) continue;
      clients_.back().send(load.hello);
      receive(clients_.back(), "HELLO");
    }
    log_in(load);
  }

  /// Asks for a turn.
  void ask(const Load& load) {
    const auto before = processor_time(registry_.pid());
    const auto begin = SteadyClock::now();
    std::size_t asked = 0;
    while (SteadyClock::now() - begin < kTurn) {
      for (auto& client : clients_) client.send(load.record);
      for (auto& client : clients_) receive_answers(client, load.requests);
      asked += clients_.size() * load.requests;
    }
    const std::chrono::duration<double> spent = SteadyClock::now() - begin;
    const auto after = processor_time(registry_.pid());
    requests_ += asked;
    rates_.push_back(static_cast<double>(asked) / spent.count());
    time_.core += after.core - before.core;
    time_.all += after.all - before.all;
  }

  void begin_count() {
    rates_.clear();
    requests_ = 0;
    time_ = {};
  }

  const std::vector<double>& rates() const { return rates_; }
  double core_us() const { return time_.core / static_cast<double>(requests_) / 1000; }
  double all_us() const { return time_.all / static_cast<double>(requests_) / 1000; }
  void end() {
    clients_.clear();
    registry_.terminate();
  }

 private:
  static std::string receive(TlsClient& client, std::string_view begins) {
    const auto record = client.receive();
    if (!record || !record->starts_with(begins)) fail("the registry answers '" + record.value_or("") + "'");
    return *record;
  }

  static void receive_answers(TlsClient& client, std::size_t answers) {
    for (std::size_t lines = 0; lines < answers;) {
      const auto record = receive(client, "");
      lines += answers == 1 ? 1U : static_cast<std::size_t>(std::count(record.begin(), record.end(), '\n'));
    }
  }

  void log_in(const Load& load) {
    const std::string line_end = load.hello.empty() ? "" : "\n";
    for (std::size_t i = 0; i < clients_.size(); ++i) {
      const auto who = load.people + std::to_string(i) + " secret";
      clients_[i].send("REGISTER " + who + line_end);
      receive(clients_[i], "REGISTER");
      clients_[i].send("LOGIN " + who + " 6000" + line_end);
      receive(clients_[i], "AUTH <SUCCESS>");
    }
  }

  RegistryProcess registry_;
  std::vector<TlsClient> clients_;
  std::vector<double> rates_;
  std::size_t requests_ = 0;
  ProcessorTime time_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void compare(MeasuredRegistry& plain, MeasuredRegistry& recording, const Load& load, int turns) {
  for (auto* side : {&plain, &recording}) {
    side->connect(load);
    side->ask(load);
    side->begin_count();
  }
  std::vector<double> ratios;
  for (int turn = 0; turn < turns; ++turn) {
    MeasuredRegistry& first = turn % 2 == 0 ? plain : recording;
    MeasuredRegistry& second = turn % 2 == 0 ? recording : plain;
    first.ask(load);
    second.ask(load);
    ratios.push_back(recording.rates().back() / plain.rates().back());
  }
  std::printf("%-34s %9.0f %9.0f %7.3f   %6.2f %6.2f %6.3f   %6.2f %6.2f %6.3f\n", load.name.c_str(),
              median(plain.rates()), median(recording.rates()), median(ratios), plain.core_us(),
              recording.core_us(), plain.core_us() / recording.core_us(), plain.all_us(), recording.all_us(),
              plain.all_us() / recording.all_us());
}

int run(int turns) {
  TemporaryFolder folder;
  const std::vector<std::string> flags = {"--keepalive-timeout", "3600"};
  auto recorded = flags;
  recorded.insert(recorded.end(), {"--record", (folder.path() / "tape").string()});
  MeasuredRegistry plain(folder.path() / "plain", flags);
  MeasuredRegistry recording(folder.path() / "recording", recorded);
  std::printf("%-34s %27s   %20s   %20s\n", "", "requests/s", "core us/request", "program us/request");
  std::printf("%-34s %9s %9s %7s   %6s %6s %6s   %6s %6s %6s\n", "", "without", "with", "ratio", "w/o",
              "with", "ratio", "w/o", "with", "ratio");
  std::string many;
  for (int i = 0; i < 16; ++i) many += "SEARCH_USER two-3\n";
  compare(plain, recording, {"v1, one request in a record", "one-", "", "SEARCH_USER one-3", 1}, turns);
  compare(plain, recording, {"v2, 16 requests in a record", "two-", "HELLO P2P 2\n", many, 16}, turns);
  plain.end();
  recording.end();
  std::printf("the tape has %ju bytes\n", std::filesystem::file_size(folder.path() / "tape"));
  return 0;
}

}  // namespace
}  // namespace parley::test

int main(int count, char** words) { return parley::test::run(count > 1 ? std::atoi(words[1]) : 200); }
