#pragma once

#include "adapters/system/file.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace parley::sim::real {

/// Moves this process, and all that it starts from now on, into a network of its own with nothing but
/// loopback in it, so that plays at the same time cannot hear each other's rooms or take each other's
/// ports. Root may, and whom the system lets make user namespaces; false where it cannot be had. Only
/// while the process has one thread.
bool enter_private_network();

/// The right to use the loopback of this machine, which one play at a time has; given back when it is
/// closed, also by the end of the process. Waits for it so long at most.
Result<adapters::FileDescriptor> take_shared_loopback(Duration patience);

}  // namespace parley::sim::real
