#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "sim/programs/tapes.hpp"
#include "tape/tape_writer.hpp"

namespace parley::sim {

/// Tapes in their shipping format; whoever derives from it says what they are written to. The same play gives
/// the same bytes.
class WrittenTapes : public Tapes {
 public:
  /// What one tape is written to.
  class Medium : public tape::BlockSink {
   public:
    virtual ~Medium() = default;
  };

  /// `only`: whose tapes are wanted, by what they are called after; all where it is empty.
  explicit WrittenTapes(const record::RecorderOptions& options, std::set<std::string> only = {});
  virtual ~WrittenTapes();
  WrittenTapes(const WrittenTapes&) = delete;
  WrittenTapes& operator=(const WrittenTapes&) = delete;

  tape::EntrySink* begin(std::string_view node, tape::TapeHeader header) final;
  void end(tape::EntrySink& sink, ProgramEnd how) final;
  record::RecorderOptions options() const final { return options_; }

 protected:
  /// The medium of the next tape of that name.
  virtual std::unique_ptr<Medium> next_medium(const std::string& name) = 0;

 private:
  struct Open;

  record::RecorderOptions options_;
  std::set<std::string> only_;
  std::map<const tape::EntrySink*, std::unique_ptr<Open>> open_;
};

}  // namespace parley::sim
