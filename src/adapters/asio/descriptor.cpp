#include "adapters/asio/descriptor.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <utility>

#include "adapters/asio/event_loop.hpp"

namespace parley::adapters {

using Stream = boost::asio::posix::stream_descriptor;

struct Descriptor::Watch {
  Stream stream;
};

Descriptor::Descriptor(EventLoop& loop, int fd)
    : loop_(loop), watch_(std::make_unique<Watch>(Watch{Stream(loop.context(), fd)})) {}

Descriptor::~Descriptor() = default;

int Descriptor::fd() const { return watch_->stream.native_handle(); }

FileDescriptor Descriptor::release() { return FileDescriptor(watch_->stream.release()); }

void Descriptor::await(Readiness readiness, std::shared_ptr<ReadinessHandler> handler) {
  const auto kind = readiness == Readiness::kReadable ? Stream::wait_read : Stream::wait_write;
  watch_->stream.async_wait(
      kind, [&loop = loop_, readiness, handler = std::move(handler)](const boost::system::error_code& error) {
        if (error == boost::asio::error::operation_aborted) return;
        const EventLoop::Turn turn(loop);
        handler->on_ready(readiness);
      });
}

}  // namespace parley::adapters
