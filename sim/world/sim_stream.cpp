#include "sim/world/sim_stream.hpp"

#include "sim/world/streams.hpp"

namespace parley::sim {

SimStream::~SimStream() { owner_.drop(end_); }

void SimStream::set_handler(StreamHandler& handler) { owner_.set_handler(end_, handler); }

void SimStream::write(std::string_view bytes) { owner_.write(end_, bytes); }

std::size_t SimStream::unsent() const { return owner_.unsent(end_); }

void SimStream::pause_reading() { owner_.pause_reading(end_); }

void SimStream::resume_reading() { owner_.resume_reading(end_); }

void SimStream::close() { owner_.close(end_); }

ChannelId SimStream::channel() const { return owner_.channel(end_); }

}  // namespace parley::sim
