#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "adapters/system/file.hpp"

namespace parley::adapters {

class EventLoop;

/// What the system says of a socket that it had not said before.
struct SocketEvents {
  bool readable = false;
  bool writable = false;
  bool ended = false;  ///< By the other side, or broken: a read tells.
};

class SocketHandler {
 public:
  /// In a turn of its own. The socket may have been closed meanwhile.
  virtual void on_socket(SocketEvents events) = 0;

 protected:
  ~SocketHandler() = default;
};

/// Reads what must not wait for those who have much to say.
class FirstReader {
 public:
  virtual void read_first() = 0;

 protected:
  ~FirstReader() = default;
};

/// Watches many sockets at the cost of one system call in a socket's life, and one for all that are ready
/// together: an epoll set of its own (edge-triggered), which the loop watches as a whole. What a handler
/// was told once, it is not told again: it reads and writes until the system has no more, or asks for
/// another turn.
class SocketPoller {
 public:
  using Key = std::uint64_t;

  explicit SocketPoller(EventLoop& loop);
  ~SocketPoller();
  SocketPoller(const SocketPoller&) = delete;
  SocketPoller& operator=(const SocketPoller&) = delete;

  /// Keeps the handler alive until remove(), or its own end.
  Key add(int fd, std::shared_ptr<SocketHandler> handler);
  void remove(Key key, int fd);

  /// Calls the handler, without events, after the others had their turn.
  void call_again(Key key);

  /// Has the reader called before each round in which many sockets are ready, for as long as it lives.
  void read_before_rounds(std::weak_ptr<FirstReader> reader);

  /// Lets go of all handlers; after that only remove() may be called, which does nothing.
  void close();

 private:
  struct Watch;
  struct Slot {
    std::shared_ptr<SocketHandler> handler;
    std::uint32_t generation = 0;
    bool called_again = false;
  };

  void schedule(bool at_once);
  void dispatch();
  void read_first();
  void call(Key key, SocketEvents events);
  Slot* find(Key key);

  EventLoop& loop_;
  std::unique_ptr<Watch> watch_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::vector<Key> again_;
  std::vector<std::weak_ptr<FirstReader>> readers_;
  bool scheduled_ = false;  ///< dispatch() is called without a wait.
  bool waiting_ = false;    ///< ... once a socket is ready.
};

/// A socket, watched and owned.
class WatchedSocket {
 public:
  WatchedSocket(SocketPoller& poller, FileDescriptor socket, std::shared_ptr<SocketHandler> handler)
      : poller_(poller), socket_(std::move(socket)), key_(poller.add(socket_.number(), std::move(handler))) {}
  ~WatchedSocket() { poller_.remove(key_, socket_.number()); }
  WatchedSocket(const WatchedSocket&) = delete;
  WatchedSocket& operator=(const WatchedSocket&) = delete;

  int fd() const { return socket_.number(); }
  void call_again() { poller_.call_again(key_); }

 private:
  SocketPoller& poller_;
  FileDescriptor socket_;
  SocketPoller::Key key_;
};

}  // namespace parley::adapters
