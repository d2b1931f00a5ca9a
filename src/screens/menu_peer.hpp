#pragma once

#include <functional>
#include <memory>

#include "client/options.hpp"

namespace parley {
class Terminal;
}

namespace parley::client {
class Client;
}

namespace parley::screens {

/// What a peer lives on. All of it outlives the MenuPeer.
struct PeerPorts {
  Clock& clock;
  Network& network;
  Terminal& terminal;
  PinStore& pins;
  Entropy& entropy;
  LogSink& log;
};

/// One person's chat program: a Client with the original's menus and chat room as its face, on a Terminal.
/// All that is shown and asked, from either side, goes through the screens here. Single-threaded as the
/// Registry is.
class MenuPeer {
 public:
  using OnExit = std::function<void(client::ExitCode)>;

  /// `on_exit` is called once, as the last thing that the peer does; it may destroy the peer in a later
  /// turn, not from within.
  MenuPeer(const PeerPorts& ports, const client::PeerOptions& options, OnExit on_exit);
  ~MenuPeer();  ///< At any time, as a crash does.

  /// Asks for the registry or connects to it, then shows the menus.
  void start();

  const client::Client& client() const;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace parley::screens
