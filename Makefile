# The commands of this project. Each installs what it needs and this machine lacks.
.PHONY: build run test sanitize faults fuzz bench format format-check tidy clean

build:  ## the release program, build/release/retainwise
	@scripts/setup build
	@scripts/page
	@scripts/build release retainwise

run:  ## builds and serves with the sample file; PORT= changes the port
	@PORT=$(PORT) scripts/run

test:  ## every test; PART=engine/csv (house, web, page, system, release, format, fuzz …) only that part
	@scripts/test $(PART)

sanitize:  ## the C++ tests under address, undefined-behaviour and thread sanitizer
	@scripts/test --preset asan $(or $(PART),cxx)
	@scripts/test --preset tsan $(or $(PART),service)

faults:  ## the program on a machine that fails under it; needs root, to mount a disk that can fill up
	@scripts/test faults

fuzz:  ## every fuzzer for SECONDS= (600) each; NAME= only that one
	@scripts/test --fuzz-seconds $(or $(SECONDS),600) fuzz$(if $(NAME),/$(NAME))

bench:  ## every bench as JSON lines; NAME= only that one
	@scripts/setup bench
	@bench/run $(NAME)

format-check:  ## says which C++ files clang-format would change
	@scripts/setup test
	@scripts/format --check

format:
	@scripts/setup test
	@scripts/format

tidy:  ## clang-tidy over src, warnings as errors
	@scripts/setup tidy
	@scripts/tidy

clean:
	rm -rf build web/dist
