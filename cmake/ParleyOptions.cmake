# What every target of Parley is compiled with. Link `parley_options` and nothing else needs saying.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(PARLEY_TEST_BINARY_DIR ${PROJECT_BINARY_DIR}/test)

option(PARLEY_LIBFUZZER "Build the libFuzzer programs (clang only)" OFF)
set(PARLEY_SANITIZE "" CACHE STRING "Sanitizers for the whole build, as -fsanitize= takes them")
option(PARLEY_WERROR "Treat warnings as errors" ON)
option(PARLEY_HARDEN "Build with the hardening flags that a shipped program wants" OFF)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# Colour in Ninja's piped output, and the same floating point on every architecture: a simulation's hash depends on it.
add_compile_options(-fdiagnostics-color=auto -ffp-contract=off)
# __FILE__ is relative to the repository, wherever it was checked out.
add_compile_options(-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)

if(PARLEY_SANITIZE)
  add_compile_options(-fsanitize=${PARLEY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${PARLEY_SANITIZE})
endif()
if(PARLEY_LIBFUZZER)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(PARLEY_HARDEN)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
  add_link_options(-Wl,-z,relro,-z,now)
endif()

add_library(parley_options INTERFACE)
target_include_directories(parley_options INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
target_compile_options(parley_options INTERFACE
  $<$<BOOL:${PARLEY_WERROR}>:-Werror> -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-qual -Wformat=2 -Wimplicit-fallthrough)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(parley_options INTERFACE -Wduplicated-cond -Wlogical-op)
  # g++ 12 sees overlapping copies in `"literal" + string` where there are none (GCC bug 105651).
  target_compile_options(parley_options INTERFACE -Wno-restrict)
  if(PARLEY_SANITIZE STREQUAL "thread")
    # Asio uses fences, of which ThreadSanitizer knows nothing.
    target_compile_options(parley_options INTERFACE -Wno-tsan)
  elseif(PARLEY_SANITIZE)
    # The checks a sanitizer inserts hide initialisations from g++'s flow analysis.
    target_compile_options(parley_options INTERFACE -Wno-maybe-uninitialized)
  endif()
else()
  # INSTANTIATE_TEST_SUITE_P without a name generator leaves a variadic argument empty, which C++20 allows.
  target_compile_options(parley_options INTERFACE -Wno-gnu-zero-variadic-macro-arguments)
endif()
