#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "sim/real/lane.hpp"
#include "sim/real/programs.hpp"
#include "sim/real/running_program.hpp"

namespace parley::sim::real {

/// The shipping registry of one play: always on the same ports and the same data folder.
class RegistryProgram {
 public:
  RegistryProgram(adapters::ReadableWatches& watches, const Programs& programs, std::filesystem::path folder,
                  const RegistryAddress& address)
      : watches_(watches), programs_(programs), folder_(std::move(folder)), address_(address) {}

  void start();
  bool running() const { return program_ != nullptr; }
  bool listening() const { return running() && said_.find('\n') != std::string::npos; }

  void crash() { program_.reset(); }
  void pause();
  void resume();
  bool paused() const { return paused_; }

  void fill_disk();  ///< From now on no write succeeds.
  void empty_disk();
  void forget_key();  ///< The next start makes another one.

  /// The end of its log, for a report.
  std::string log() const;

 private:
  void bound_files() const;

  adapters::ReadableWatches& watches_;
  const Programs& programs_;
  std::filesystem::path folder_;
  RegistryAddress address_;
  std::unique_ptr<RunningProgram> program_;
  std::string said_;
  bool paused_ = false;
  bool disk_full_ = false;
};

}  // namespace parley::sim::real
