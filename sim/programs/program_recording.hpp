#pragma once

#include <cstdint>
#include <memory>

#include "ports/log_sink.hpp"
#include "record/core_options.hpp"
#include "sim/programs/tapes.hpp"
#include "sim/world/node.hpp"
#include "sim/world/small_ports.hpp"

namespace parley::sim {

/// What the tape says of a program of the simulator, which has no calendar.
template <class Options>
tape::TapeHeader tape_header(const Tapes& tapes, Node& node, const Options& options) {
  auto header = record::with_options({"parley-sim", 0, 0, tapes.options().keep_text}, options);
  for (const LogLevel level : {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError}) {
    const unsigned bit = node.log().keeps(level) ? 1U << static_cast<unsigned>(level) : 0U;
    header.kept_log_levels = static_cast<std::uint8_t>(header.kept_log_levels | bit);
  }
  return header;
}

/// The recorder of one program, and its tape. Made before the program's core and destroyed after it; end()
/// comes before the core goes.
template <class Recorder>
class ProgramRecording {
 public:
  /// None where nobody wants to have it.
  template <class Ports, class Options>
  static std::unique_ptr<ProgramRecording> begin(Tapes* tapes, Node& node, const Ports& ports,
                                                 const Options& options) {
    if (tapes == nullptr) return nullptr;
    tape::EntrySink* sink = tapes->begin(node.name(), tape_header(*tapes, node, options));
    return sink == nullptr ? nullptr : std::make_unique<ProgramRecording>(*tapes, *sink, ports);
  }

  template <class Ports>
  ProgramRecording(Tapes& tapes, tape::EntrySink& sink, const Ports& ports)
      : tapes_(tapes), sink_(sink), recorder_(ports, sink, tapes.options()) {}

  Recorder& recorder() { return recorder_; }

  void end(ProgramEnd how) {
    recorder_.end();
    tapes_.end(sink_, how);
  }

 private:
  Tapes& tapes_;
  tape::EntrySink& sink_;
  Recorder recorder_;
};

}  // namespace parley::sim
