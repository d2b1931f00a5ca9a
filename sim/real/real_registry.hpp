#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "sim/real/link_proxy.hpp"
#include "sim/real/programs.hpp"

namespace parley::sim::real {

/// The shipping registry of one play: always on the same ports and the same data folder.
class RealRegistry {
 public:
  struct Context {
    adapters::ReadableWatches& watches;
    const Programs& programs;
    std::filesystem::path folder;
    scenario::TapeFolder* tapes = nullptr;  ///< Null: it is not recorded.
  };

  RealRegistry(Context context, const RegistryAddress& address)
      : context_(std::move(context)), address_(address) {}

  void start();  ///< One that has not ended yet is killed.
  bool running() const { return program_ != nullptr && !ended_; }
  bool listening() const { return running() && !stopping_ && output_.find('\n') != std::string::npos; }

  void crash() { program_.reset(); }
  void request_stop();  ///< In order, also while it is paused: soon it does not run any more.
  bool stopping() const { return stopping_; }
  void pause();
  void resume();
  bool paused() const { return paused_; }

  void fill_disk();  ///< From now on no write succeeds.
  void empty_disk();
  void forget_key();  ///< The next start makes another one.

  /// The end of its log, for a report.
  std::string log() const;

 private:
  void limit_file_size() const;
  std::filesystem::path log_file() const;

  Context context_;
  RegistryAddress address_;
  std::unique_ptr<RunningProgram> program_;
  std::string output_;
  bool stopping_ = false;  ///< It was asked to.
  bool ended_ = false;
  bool paused_ = false;
  bool disk_full_ = false;
};

}  // namespace parley::sim::real
