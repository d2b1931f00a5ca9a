#pragma once

/// The shipping cores as programs of a node: `node.run<RegistryProgram>(options)`.
#include "sim/world/peer_program.hpp"
#include "sim/world/registry_program.hpp"
