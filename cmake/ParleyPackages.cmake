# Third-party packages, all from Debian 12 (docs/dependencies.md says why each is here).

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libedit REQUIRED IMPORTED_TARGET libedit)
pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(vterm REQUIRED IMPORTED_TARGET vterm)
pkg_check_modules(libxxhash REQUIRED IMPORTED_TARGET libxxhash)

if(BUILD_TESTING)
  include(GoogleTest)
  find_package(GTest REQUIRED)
  find_package(benchmark REQUIRED)
endif()

# Asio compiled once instead of in every file that includes it: for Asio link this, not Boost::headers.
add_library(parley_boost_asio STATIC EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/cmake/boost_asio.cpp)
target_compile_options(parley_boost_asio PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
target_compile_definitions(parley_boost_asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(parley_boost_asio PUBLIC Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
