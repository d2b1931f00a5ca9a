#include "adapters/asio/delay.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>

#include "adapters/asio/event_loop.hpp"

namespace parley::adapters {

struct Delay::Alarm {
  boost::asio::steady_timer timer;
};

Delay::Delay(EventLoop& loop, Duration length, std::function<void()> on_end)
    : alarm_(std::make_shared<Alarm>(Alarm{boost::asio::steady_timer(loop.context(), length)})) {
  // The wait may be over, and its end queued, when we are destroyed: then nothing cancels it.
  alarm_->timer.async_wait([&loop, weak = std::weak_ptr(alarm_),
                            on_end = std::move(on_end)](const boost::system::error_code& cancelled) {
    if (cancelled || weak.expired()) return;
    const EventLoop::Turn turn(loop);
    on_end();
  });
}

Delay::~Delay() = default;

}  // namespace parley::adapters
