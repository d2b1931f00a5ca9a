// Tapes: what an entry costs the program that is recorded, and a tape the disk and its reader.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/system/tape_file.hpp"
#include "tape/tape_reader.hpp"
#include "tape/tape_writer.hpp"

namespace parley::record {
namespace {

/// The datagrams of 1,000 peers that keep alive once a second, each at its own moment of the second and
/// late by up to a millisecond, as a loaded system's are.
class KeepAliveEntries {
 public:
  static constexpr std::size_t kPeers = 1000;

  KeepAliveEntries() {
    for (std::size_t i = 0; i < kPeers; ++i) texts_.push_back("KEEP_ALIVE person-" + std::to_string(i * 37));
  }

  tape::Entry next() {
    const std::size_t peer = count_ % kPeers;
    draw_ = draw_ * 6364136223846793005U + 1442695040888963407U;
    const auto late = static_cast<std::int64_t>(draw_ >> 44);
    tape::Entry entry;
    entry.kind = tape::EntryKind::kDatagram;
    entry.at = Instant(Duration(static_cast<std::int64_t>(count_++) * 1'050'000 + late));
    entry.id = 1;
    entry.endpoint = Endpoint{kLoopback, static_cast<std::uint16_t>(20'000 + peer * 40'503 % 40'000)};
    entry.text = texts_[peer];
    return entry;
  }

 private:
  std::vector<std::string> texts_;
  std::size_t count_ = 0;
  std::uint64_t draw_ = 1;
};

/// On the program's thread, while the tape's own compresses and writes.
void tape_add(benchmark::State& state) {
  const auto path = std::filesystem::temp_directory_path() / "parley-bench.tape";
  std::filesystem::remove(path);
  adapters::TapeFileOptions options;
  options.queue_bytes = std::size_t{1} << 32;
  auto tape = adapters::TapeFile::create(path, tape::TapeHeader{}, options).value();
  KeepAliveEntries keep_alives;
  for (auto _ : state) tape->add(keep_alives.next());
  state.SetItemsProcessed(state.iterations());
  tape->finish(tape::TapeEndCause::kFinished);
  std::filesystem::remove(path);
}
BENCHMARK(tape_add);

/// What stands before an entry, without the tape.
void tape_make_entry(benchmark::State& state) {
  KeepAliveEntries keep_alives;
  for (auto _ : state) benchmark::DoNotOptimize(keep_alives.next());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(tape_make_entry);

void tape_compress(benchmark::State& state) {
  tape::TapeBytes bytes;
  tape::TapeWriter writer(tape::TapeHeader{}, bytes);
  KeepAliveEntries keep_alives;
  for (auto _ : state) writer.add(keep_alives.next());
  writer.finish(tape::TapeEndCause::kFinished);
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes/entry"] =
      static_cast<double>(bytes.bytes().size()) / static_cast<double>(state.iterations());
}
BENCHMARK(tape_compress)->Iterations(3'600'000);

void tape_read(benchmark::State& state) {
  tape::TapeBytes bytes;
  tape::TapeWriter writer(tape::TapeHeader{}, bytes);
  KeepAliveEntries keep_alives;
  for (int i = 0; i < 1'000'000; ++i) writer.add(keep_alives.next());
  writer.finish(tape::TapeEndCause::kFinished);
  std::uint64_t read = 0;
  for (auto _ : state) {
    auto tape = tape::TapeReader::read(std::make_unique<std::istringstream>(bytes.bytes())).value();
    tape::Entry entry;
    while (*tape->next(entry)) benchmark::DoNotOptimize(entry);
    read += tape->entries();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(read));
}
BENCHMARK(tape_read);

}  // namespace
}  // namespace parley::record
