#pragma once

/// The shipping cores as programs of a node: `node.run<RegistryProgram>(options)`.
#include "sim/programs/peer_program.hpp"
#include "sim/programs/registry_program.hpp"
