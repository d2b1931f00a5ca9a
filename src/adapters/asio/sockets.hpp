#pragma once

#include <optional>
#include <string>

#include "adapters/system/file.hpp"
#include "base/endpoint.hpp"
#include "base/result.hpp"

namespace parley::adapters {

// All sockets are non-blocking and closed on exec. The errors are kUnavailable, with the address and the
// system's reason.
Result<FileDescriptor> open_listening_socket(const Endpoint& local);
Result<FileDescriptor> open_udp_socket(const Endpoint& local);
Result<FileDescriptor> open_group_socket(const Endpoint& group, const IpAddress& interface_address);

/// A TCP socket on its way to `remote`: writable once it stands or has failed.
Result<FileDescriptor> start_connecting(const Endpoint& remote);

/// Why a socket's connection could not be made, or nothing.
std::optional<std::string> connection_error(int socket);

/// The next connection of a listening socket, or an invalid one with `errno` set.
FileDescriptor accept_connection(int listening_socket, Endpoint& remote);

Endpoint local_endpoint(int socket);

/// Has closing the socket reset the connection, so that nothing of it lives on in the system.
void reset_on_close(int socket);

}  // namespace parley::adapters
