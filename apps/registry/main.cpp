// parley-registry: wires the registry to the real world and runs it until the system asks it to end.

#include <sys/stat.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <string>

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/openssl/scrypt_hasher.hpp"
#include "adapters/openssl/server_identity.hpp"
#include "adapters/openssl/system_entropy.hpp"
#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/threaded_store.hpp"
#include "adapters/system/data_dir.hpp"
#include "apps/file_limit.hpp"
#include "apps/registry/options.hpp"
#include "apps/tape.hpp"

namespace parley::apps {
namespace {

constexpr int kFailure = 1;

int fail(const Error& error) {
  std::cerr << "parley-registry: " << error.message << std::endl;
  return kFailure;
}

/// What the registry keeps on disk, held for this program alone.
struct Resources {
  adapters::DataDirLock lock;
  adapters::ServerIdentity identity;
  std::unique_ptr<adapters::Database> database;
};

Result<Resources> open_resources(const RegistryFlags& flags) {
  auto folder =
      flags.data ? Result<std::filesystem::path>(*flags.data) : adapters::default_data_dir("parley-registry");
  if (!folder) return folder.error();
  if (auto made = adapters::make_data_dir(*folder); !made) return made.error();
  auto lock = adapters::DataDirLock::take(*folder);
  if (!lock) return lock.error();
  auto identity = flags.certificate ? adapters::load_server_identity(*flags.certificate, *flags.key)
                                    : adapters::own_server_identity(*folder);
  if (!identity) return identity.error();
  auto database = adapters::Database::open({(*folder / "registry.db").string(), {}});
  if (!database) return database.error();
  return Resources{*std::move(lock), *std::move(identity), *std::move(database)};
}

void announce(const registry::Registry& registry, const adapters::ServerIdentity& identity) {
  std::cout << "parley-registry listening tcp " << registry.tcp_endpoint().to_string() << " udp "
            << registry.udp_endpoint().to_string() << "\n"
            << "parley-registry key " << identity.fingerprint() << std::endl;
}

/// From the first turn to the last. The recorder is nullptr where nothing is recorded.
int serve(adapters::EventLoop& loop, adapters::AsioNetwork& network, registry::Registry& registry,
          const adapters::ServerIdentity& identity, record::RegistryRecorder* recorder) {
  int exit_code = 0;
  if (recorder != nullptr) recorder->start_called();
  const auto started = registry.start([&](const Result<void>& ready) {
    if (recorder != nullptr) recorder->ready(ready);
    if (ready) {
      announce(registry, identity);
    } else {
      exit_code = fail(ready.error());
      loop.stop();
    }
  });
  if (!started && recorder != nullptr) recorder->ready(started);
  if (!started) return fail(started.error());
  bool ending = false;
  loop.on_termination([&] {
    if (std::exchange(ending, true)) return loop.stop();  // Asked twice: at once.
    if (recorder != nullptr) recorder->stop_called();
    registry.stop([&] {
      if (recorder != nullptr) recorder->stopped();
      network.when_flushed([&] { loop.stop(); });
    });
  });
  loop.run();
  return exit_code;
}

/// No more connections than the system has files for.
void fit_into(std::size_t files, registry::RegistryLimits& limits, LogSink& log) {
  const std::size_t wanted = limits.sessions;
  limits.sessions = connections_within(files, wanted);
  if (limits.sessions == wanted) return;
  log.write(LogLevel::kWarning, "at most " + std::to_string(limits.sessions) + " connections instead of " +
                                    std::to_string(wanted) + ", as this program may open " +
                                    std::to_string(files) + " files; raise ulimit -n (systemd: LimitNOFILE)");
}

int run(RegistryFlags flags) {
  auto log = adapters::SpdlogSink::open(flags.log);
  if (!log) return fail(log.error());
  fit_into(raise_file_limit(), flags.registry.limits, **log);
  auto resources = open_resources(flags);
  if (!resources) return fail(resources.error());
  adapters::NetworkTls tls;
  auto server = adapters::TlsContext::server(resources->identity);
  if (!server) return fail(server.error());
  tls.server = *std::move(server);
  const auto tape = Tape::begin(flags.tape, "parley-registry " PARLEY_VERSION, flags.registry, **log);
  if (!tape) return fail(tape.error());

  std::signal(SIGHUP, SIG_IGN);  // It serves others, whatever becomes of the terminal it was started from.
  adapters::EventLoop loop;
  const auto post = [&loop](std::function<void()> task) { loop.post(std::move(task)); };
  adapters::AsioNetwork network(loop, std::move(tls));
  adapters::ScryptHasher hasher(post, {0, flags.password_cost});
  adapters::ThreadedStore store(std::move(resources->database), post,
                                [&loop](std::function<void()> task) { loop.defer(std::move(task)); });
  adapters::SystemEntropy entropy;
  const registry::RegistryPorts ports{loop, network, store, hasher, entropy, **log};
  std::optional<record::RegistryRecorder> recorder;
  if (*tape) recorder.emplace(ports, (*tape)->sink(), (*tape)->recorder_options());
  registry::Registry registry(recorder ? recorder->ports() : ports, flags.registry);
  const int exit_code = serve(loop, network, registry, resources->identity, recorder ? &*recorder : nullptr);
  if (recorder) recorder->end();
  if (*tape) (*tape)->finish();
  return exit_code;
}

}  // namespace
}  // namespace parley::apps

int main(int count, char** words) {
  try {
    const auto flags = parley::apps::read_flags(count, words);
    if (const int* exit_code = std::get_if<int>(&flags)) return *exit_code;
    ::umask(S_IRWXG | S_IRWXO);  // What it writes holds the hashes of passwords and a private key.
    return parley::apps::run(std::get<parley::apps::RegistryFlags>(flags));
  } catch (const std::exception& failure) {
    std::cerr << "parley-registry: " << failure.what() << std::endl;
    return parley::apps::kFailure;
  }
}
