#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "record/recorder.hpp"
#include "tape/tape_header.hpp"
#include "tape/tape_writer.hpp"

namespace parley::sim {

/// How a program ended whose tape was being written.
enum class ProgramEnd : std::uint8_t {
  kInOrder,
  kCrashed,  ///< By a crash, or by the end of the world: the tape has no end of its own.
};

/// The tapes of a world's programs, in their shipping format: the same play gives the same bytes. Each start
/// of a program begins a tape of its own, since its memory is empty. Whoever derives from it says where they
/// go. A registry's tape is called `registry`, whatever its node is called; any other is called as its node.
class Tapes {
 public:
  /// `only`: whose tapes are wanted, by what they are called; all where it is empty.
  explicit Tapes(const record::RecorderOptions& options = {}, std::set<std::string> only = {});
  virtual ~Tapes();
  Tapes(const Tapes&) = delete;
  Tapes& operator=(const Tapes&) = delete;

  /// A program starts on the node of that name. What happens at its ports goes to the sink, which lives until
  /// its end(); nullptr: its tape is not wanted.
  tape::EntrySink* begin(std::string_view node, const tape::TapeHeader& header);

  /// The program of that sink has ended; nothing is added any more.
  void end(tape::EntrySink& sink, ProgramEnd how);

  /// What the tapes are to hold.
  const record::RecorderOptions& options() const { return options_; }

 protected:
  /// What the next tape of that name is written to.
  virtual std::unique_ptr<tape::BlockSink> next_sink(const std::string& name) = 0;

 private:
  struct Open;

  record::RecorderOptions options_;
  std::set<std::string> only_;
  std::map<const tape::EntrySink*, std::unique_ptr<Open>> open_;
};

/// The same in memory.
class MemoryTapes final : public Tapes {
 public:
  struct Tape {
    std::string name;
    std::size_t start;  ///< Which start of that program it is, from 1.
    std::string bytes;  ///< Whole once the program has ended.
  };

  using Tapes::Tapes;

  /// In the order in which they were begun.
  const std::deque<Tape>& tapes() const { return tapes_; }

 private:
  std::unique_ptr<tape::BlockSink> next_sink(const std::string& name) override;

  std::deque<Tape> tapes_;
  std::map<std::string, std::size_t, std::less<>> starts_;
};

}  // namespace parley::sim
