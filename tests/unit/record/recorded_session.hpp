#pragma once

#include <memory>

#include "tests/unit/record/memory_tape.hpp"

namespace parley::record {

/// What a small session left behind, played in the simulated world: a registry, and two people who sign up,
/// log in, meet in a room, talk and go.
struct RecordedSession {
  MemoryTape registry;
  MemoryTape alice;
  MemoryTape bob;
};

RecordedSession recorded_session();

/// The same each time, played once.
const RecordedSession& session();

}  // namespace parley::record
