# botfleet in a container, from the Debian package that scripts/package made (the build's context is its folder):
#
#   scripts/package
#   docker build -f Dockerfile --build-arg PACKAGE=botfleet-0.1.0-debian12-amd64.deb -t botfleet dist
#   docker build -f Dockerfile --build-arg PACKAGE=botfleet-server-0.1.0-debian12-amd64.deb -t botfleet-server dist
#   docker run -v ./server.yaml:/etc/botfleet/server.yaml:ro -v state:/var/lib/botfleet --env-file server.env botfleet-server botfleet-server
#
# The package is of one distribution: BASE has to be the same one.
ARG BASE=debian:12-slim
FROM ${BASE}
ARG PACKAGE

# apt finds what the package depends on: git and the certificates of authorities among it. ssh is for remotes and for signing.
# A repository that is mounted, or checked out by a runner, mostly belongs to another user than the one below.
# Versions are the base's own: its current security updates are wanted.
# hadolint ignore=DL3008
RUN --mount=type=bind,target=/context \
    test -f "/context/${PACKAGE:?--build-arg PACKAGE names a .deb in the folder that is the context}" \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "/context/$PACKAGE" openssh-client \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 10001 --shell /bin/bash botfleet \
    && install --directory --owner=botfleet --mode=700 /var/lib/botfleet

# As the systemd unit has it: see there.
ENV MALLOC_ARENA_MAX=2
USER 10001
WORKDIR /fleet
# No entry point: CI systems run shells in an image.
CMD ["sh", "-c", "ls /usr/bin/botfleet*"]
