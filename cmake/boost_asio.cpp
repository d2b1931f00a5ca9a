// The one translation unit that holds Boost.Asio's non-template code (see ParleyPackages.cmake).
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
