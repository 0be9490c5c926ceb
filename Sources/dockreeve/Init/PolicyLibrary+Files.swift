// swift-format-ignore-file
// Made by scripts/embed-policies of the files in policies/. Change those, and run it again.

extension PolicyLibrary {
    /// By name.
    static let files: [(name: String, text: String)] = [
        (
            "ai-agent",
            ###"""
# For an AI coding agent, or any program that writes its own commands: small containers of known images, and nothing else.
#
# Grade: 3 of 5. Needs: a certificate (CN) of the agent's own, an image list, a user network `agents` that an administrator
# has made. Mixes with: everything; its deny rules are about its own group only. Put the agent's name and your images below.
#
# What it doesn't cover: agents on one engine share it, and see and stop each other's containers and all others, since the
# engine knows no owners: give the agent an engine of its own (rootless, or in a virtual machine) where that matters. What
# it does inside of a container, and whom it talks to over that network, is not looked at. It can't build; let it build with
# a tool inside of a container.
version: 1

groups:
  agents: [agent-1]

lists:
  agent-images:
    - 'docker\.io/library/(alpine|busybox|debian|ubuntu|golang|node|python|rust|postgres|redis)[:@].*'
    - registry\.example\.com/agents/.*

rules:
  - id: agents.see
    effect: allow
    match:
      group: agents
      action:
        - system\.(ping|version|info)
        - container\.(list|inspect|logs|top|stats|wait)
        - image\.(list|inspect)
        - exec\.inspect

  - id: agents.run
    effect: allow
    match:
      group: agents
      action: container\.create
      target: agent-.+
      uses.image: { all: { list: agent-images } }
      uses.memory: { max: 4GiB }
      uses.cpus: { max: 4 }
      uses.pids: { max: 1024 }

  - id: agents.own
    effect: allow
    match:
      group: agents
      action: [container\.(start|stop|kill|restart|attach|resize|delete|archive_.*), exec\.create]
      target: agent-.+

  # The engine names a started process by an id; only who made it knows that.
  - id: agents.exec
    effect: allow
    match: { group: agents, action: exec\.(start|resize) }

  - id: agents.pull
    effect: allow
    match:
      group: agents
      action: image\.create
      uses.image_source: { all: registry }
      uses.image: { all: { list: agent-images } }

  - id: agents.no-host
    effect: deny
    message: Agents can't reach the host - no privileged containers, host paths, namespaces, capabilities, devices or the like.
    match:
      group: agents
      any:
        - { uses.privileged: 'true' }
        - { uses.host_mount: { exists: true } }
        - { uses.volume_option: { exists: true } }
        - { uses.volume_driver: { not: local } }
        - { uses.host_namespace: { exists: true } }
        - { uses.shared_namespace: { exists: true } }
        - { uses.capability: { exists: true } }
        - { uses.device: { exists: true } }
        - { uses.unconfined: { exists: true } }
        - { uses.cgroup_parent: { exists: true } }
        - { uses.runtime: { not: runc } }
        - { uses.log_driver: { not: json-file|local|none } }
        - { uses.oom: { exists: true } }
        - { uses.sysctl: { exists: true } }
        - { uses.group_add: { exists: true } }

  - id: agents.network
    effect: deny
    message: Containers of agents join the network `agents`, or none.
    match: { group: agents, uses.network: { not: agents|none } }

  - id: agents.ports
    effect: deny
    message: Ports of agents are published on 127.0.0.1 only, above 1023.
    match:
      group: agents
      uses.port:
        not: '127\.0\.0\.1:(?:0?|[1-9][0-9]{4}|[2-9][0-9]{3}|1(?:02[4-9]|0[3-9][0-9]|[1-9][0-9]{2}))/(tcp|udp)'

tests:
  - rule: agents.see
    group: agents
    match: [GET /containers/json, 'GET /containers/agent-1/logs?stdout=1', HEAD /_ping]
    no_match: [GET /events, GET /containers/agent-1/export, { user: stranger, request: GET /info }]
  - rule: agents.run
    group: agents
    match:
      - 'POST /containers/create?name=agent-x {"Image":"python:3","HostConfig":{"Memory":1073741824,"NanoCpus":1000000000,"PidsLimit":100}}'
    no_match:
      - 'POST /containers/create?name=agent-x {"Image":"evil/python","HostConfig":{"Memory":1073741824,"NanoCpus":1000000000,"PidsLimit":100}}'
      - 'POST /containers/create?name=agent-x {"Image":"python:3","HostConfig":{"Memory":1073741824}}'
      - 'POST /containers/create?name=web {"Image":"python:3","HostConfig":{"Memory":1073741824,"NanoCpus":1000000000,"PidsLimit":100}}'
  - rule: agents.own
    group: agents
    match:
      - POST /containers/agent-x/start
      - DELETE /containers/agent-x?force=1
      - 'POST /containers/agent-x/exec {"Cmd":["ls"]}'
    no_match: [POST /containers/web/stop, POST /containers/prune, 'POST /containers/agent-x/rename?name=web']
  - rule: agents.exec
    group: agents
    match: ['POST /exec/0123/start {"Detach":false,"Tty":false}']
    no_match: [GET /exec/0123/json, { user: stranger, request: 'POST /exec/0123/start {"Detach":false}' }]
  - rule: agents.pull
    group: agents
    match: ['POST /images/create?fromImage=python&tag=3']
    no_match: ['POST /images/create?fromImage=evil/python&tag=3', 'POST /images/create?fromSrc=-', 'POST /build?t=x']
  - rule: agents.no-host
    group: agents
    match:
      - 'POST /containers/create {"HostConfig":{"Privileged":true}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/home/agent:/w"]}}'
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"host"}}'
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"container:web"}}'
      - 'POST /containers/create {"HostConfig":{"CapAdd":["NET_RAW"]}}'
      - 'POST /containers/create {"HostConfig":{"Devices":[{"PathOnHost":"/dev/kvm"}]}}'
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}'
      - 'POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}'
      - 'POST /containers/create {"HostConfig":{"Runtime":"kata"}}'
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"gelf"}}}'
      - 'POST /containers/create {"HostConfig":{"OomKillDisable":true}}'
      - 'POST /containers/create {"HostConfig":{"Sysctls":{"net.ipv4.ip_forward":"1"}}}'
      - 'POST /containers/create {"HostConfig":{"GroupAdd":["docker"]}}'
      - 'POST /volumes/create {"Driver":"sshfs"}'
      - 'POST /volumes/create {"DriverOpts":{"type":"nfs"}}'
    no_match:
      - 'POST /containers/create {"Image":"python:3","HostConfig":{"Memory":1073741824,"Runtime":"runc"}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Privileged":true}}' }
  - rule: agents.network
    group: agents
    match: ['POST /containers/create {"HostConfig":{"NetworkMode":"db"}}']
    no_match:
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"agents"}}'
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"none"}}'
  - rule: agents.ports
    group: agents
    match:
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"8080"}]}}}'
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"80"}]}}}'
      - 'POST /containers/create {"HostConfig":{"PublishAllPorts":true}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}]}}}'
      - 'POST /containers/create {"Image":"python:3"}'

"""###
        ),
        (
            "build-only",
            ###"""
# For machines that only build images and push them: no containers, no networks, no volumes.
#
# Grade: 2 of 5. Needs: callers that are known by name, and a registry of your own. Mixes with: everything; its deny rules
# are about its own group only. Put the names of your builders and your registry below.
#
# What it doesn't cover: what a Dockerfile runs, runs on this engine, with the network of the engine's bridge. Base images
# come from anywhere. A build by buildx goes through a tunnel that nobody can look into; it is denied,
# `DOCKER_BUILDKIT=0 docker build` works.
version: 1

groups:
  builders: [builder-1]

lists:
  builders-registry: [registry\.example\.com/.*]

rules:
  - id: builders.build
    effect: allow
    match:
      group: builders
      action: [system\.(ping|version|info|auth), build\.start, image\.(list|inspect|history|tag)]

  - id: builders.push
    effect: allow
    match: { group: builders, action: image\.push, uses.image: { all: { list: builders-registry } } }

  - id: builders.no-host
    effect: deny
    message: Builds can't use the network or the control groups of this host, nor those of other containers.
    match:
      group: builders
      any:
        - { uses.host_namespace: { exists: true } }
        - { uses.shared_namespace: { exists: true } }
        - { uses.cgroup_parent: { exists: true } }

  - id: builders.no-fetch
    effect: deny
    message: The engine doesn't fetch from URLs for a build. Check out first, then build.
    match: { group: builders, uses.image_source: url }

tests:
  - rule: builders.build
    group: builders
    match: ['POST /v1.43/build?t=app', GET /images/json, 'POST /images/app/tag?repo=registry.example.com/app&tag=1']
    no_match:
      - 'POST /containers/create {"Image":"x"}'
      - POST /session
      - DELETE /images/app
      - { user: stranger, request: 'POST /build?t=app' }
  - rule: builders.push
    group: builders
    match: ['POST /images/registry.example.com/team/app/push?tag=v1']
    no_match:
      - POST /images/docker.io/evil/app/push?tag=v1
      - POST /images/registry.example.com.evil.test/app/push
      - POST /images/app/tag?repo=x
  - rule: builders.no-host
    group: builders
    match: ['POST /build?networkmode=host', 'POST /build?networkmode=container:web', 'POST /build?cgroupparent=/x']
    no_match:
      - POST /build?t=app
      - POST /build?networkmode=bridge
      - { user: stranger, request: 'POST /build?networkmode=host' }
  - rule: builders.no-fetch
    group: builders
    match: ['POST /build?remote=https%3A%2F%2Fexample.com%2Fx.git']
    no_match: ['POST /build?t=app', { user: stranger, request: 'POST /build?remote=https%3A%2F%2Fexample.com%2Fx.git' }]

"""###
        ),
        (
            "ci-runner",
            ###"""
# For the runners of a CI system: they build images, run jobs in containers with limits, and push to your own registry.
#
# Grade: 3 of 5. Needs: a certificate for each runner, and a registry of your own. Mixes with: everything; its deny rules
# are about its own group only.
#
# Put the common names (CN) of the runners' certificates and your registry below.
#
# What it doesn't cover: runners share the engine, so a job can stop or enter another job's containers; give jobs that
# must not meet an engine each. What is pulled is not checked. A build by buildx goes through a tunnel that nobody can
# look into; it is denied, `DOCKER_BUILDKIT=0 docker build` works.
version: 1

groups:
  ci-runners: [runner-1, runner-2]

lists:
  own-registry: [registry\.example\.com/.*]

rules:
  - id: ci.jobs
    effect: allow
    match:
      group: ci-runners
      action:
        - system\.(ping|version|info|auth)
        - container\.(create|start|stop|kill|wait|attach|resize|logs|list|inspect|delete|archive_.*)
        - exec\..*
        - image\.(list|inspect|history|tag|delete|save)
        - build\.start
        - (network|volume)\.(list|inspect|create|delete)
        - network\.(connect|disconnect)

  - id: ci.memory
    effect: deny
    message: A CI job needs a memory limit of 8 GiB at most, as in `docker run --memory 2g`.
    match: { group: ci-runners, action: container\.create, not: { uses.memory: { max: 8GiB } } }

  - id: ci.pull
    effect: allow
    match: { group: ci-runners, action: image\.create, uses.image_source: { all: registry } }

  - id: ci.push
    effect: allow
    match: { group: ci-runners, action: image\.push, uses.image: { all: { list: own-registry } } }

  - id: ci.no-host
    effect: deny
    message: CI jobs can't reach the host - no privileged containers, host paths, namespaces, devices or the like.
    match:
      group: ci-runners
      any:
        - { uses.privileged: 'true' }
        - { uses.host_mount: { exists: true } }
        - { uses.volume_option: { exists: true } }
        - { uses.volume_driver: { not: local } }
        - { uses.network_driver: { not: bridge|default } }
        - { uses.network_option: { not: com\.docker\.network\.(driver\.mtu|bridge\.enable_icc)=.* } }
        - { uses.ipam_driver: { not: default } }
        - { uses.host_namespace: { exists: true } }
        - { uses.capability: { exists: true } }
        - { uses.device: { exists: true } }
        - { uses.unconfined: { exists: true } }
        - { uses.cgroup_parent: { exists: true } }
        - { uses.runtime: { not: runc } }
        - { uses.log_driver: { not: json-file|local|none } }

  - id: ci.no-fetch
    effect: deny
    message: The engine doesn't fetch from URLs for a job. Check out first, then build.
    match: { group: ci-runners, uses.image_source: url }

tests:
  - rule: ci.jobs
    group: ci-runners
    match:
      - 'POST /v1.43/containers/create?name=job-1 {"Image":"golang","HostConfig":{"Memory":2147483648}}'
      - POST /build?t=app
      - 'POST /containers/job-1/exec {"Cmd":["make"]}'
      - DELETE /containers/job-1
    no_match:
      - POST /containers/prune
      - POST /swarm/leave
      - POST /images/x/push
      - { user: stranger, request: 'POST /build?t=app' }
  - rule: ci.memory
    group: ci-runners
    match:
      - 'POST /containers/create {"Image":"golang","HostConfig":{"Memory":0}}'
      - 'POST /containers/create {"HostConfig":{"Memory":99999999999}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"Memory":2147483648}}'
      - GET /info
      - { user: stranger, request: 'POST /containers/create {"Image":"x"}' }
  - rule: ci.pull
    group: ci-runners
    match: ['POST /images/create?fromImage=golang&tag=1']
    no_match:
      - POST /images/create?fromSrc=-
      - POST /images/golang/push
      - { user: stranger, request: 'POST /images/create?fromImage=golang&tag=1' }
  - rule: ci.push
    group: ci-runners
    match: ['POST /v1.43/images/registry.example.com/team/app/push?tag=v1']
    no_match:
      - POST /v1.43/images/docker.io/evil/app/push?tag=v1
      - POST /images/create?fromImage=registry.example.com/x&tag=1
      - { user: stranger, request: POST /images/registry.example.com/x/push }
  - rule: ci.no-host
    group: ci-runners
    match:
      - 'POST /containers/create {"HostConfig":{"Privileged":true}}'
      - 'POST /v1.43/containers/create {"HostConfig":{"Memory":1048576,"Binds":["/var/run/docker.sock:/s"]}}'
      - 'POST /volumes/create {"DriverOpts":{"type":"nfs","device":":/x"}}'
      - 'POST /volumes/create {"Driver":"sshfs"}'
      - 'POST /networks/create {"Name":"n","Driver":"macvlan"}'
      - 'POST /networks/create {"Name":"n","Options":{"com.docker.network.bridge.name":"br0"}}'
      - 'POST /networks/create {"Name":"n","IPAM":{"Driver":"x"}}'
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"host"}}'
      - 'POST /containers/create {"HostConfig":{"CapAdd":["ALL"]}}'
      - 'POST /containers/create {"HostConfig":{"Devices":[{"PathOnHost":"/dev/sda"}]}}'
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}'
      - 'POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}'
      - 'POST /containers/create {"HostConfig":{"Runtime":"x"}}'
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"syslog"}}}'
    no_match:
      - 'POST /containers/create {"Image":"golang","HostConfig":{"Binds":["cache:/c"],"Runtime":"runc","LogConfig":{"Type":"local"}}}'
      - 'POST /networks/create {"Name":"n","Driver":"bridge","IPAM":{"Driver":"default"},"Options":{"com.docker.network.driver.mtu":"1400"}}'
      - 'POST /volumes/create {"Name":"v","Driver":"local"}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Privileged":true}}' }
  - rule: ci.no-fetch
    group: ci-runners
    match: ['POST /v1.43/build?t=app&remote=https%3A%2F%2Fexample.com%2Fx.git']
    no_match: ['POST /build?t=app', { user: stranger, request: 'POST /build?remote=https%3A%2F%2Fexample.com%2Fx.git' }]

"""###
        ),
        (
            "cis-docker-benchmark",
            ###"""
# For hosts that have to follow the CIS Docker Benchmark: the items of v1.6.0 that a call to the engine can break.
#
# Grade: add-on, deny rules only; it allows nobody anything. Needs: nothing. Mixes with: everything. Each rule names its item.
# They are about all callers; take out what your profile leaves out, or give a rule `mode: monitor` first.
#
# What it doesn't cover: items about the host, the daemon's configuration and its files (sections 1 to 3, most of 4, 6, 7);
# what only shows while a container runs (5.2, 5.3, 5.7 beyond its port, 5.9, 5.25); 5.19 is a matter of taste. Containers
# that are there already stay as they are.
version: 1

rules:
  # 4.1 Ensure that a user for the container has been created
  - id: cis.4.1-user
    effect: deny
    message: Containers don't run as root (CIS 4.1); say a user, as in `--user 1000`.
    match: { action: container\.create, not: { uses.container_user: { all: '(?!(?:root|0+)(?::.*)?$).+' } } }

  # 4.5 Ensure Content trust for Docker is Enabled: what a call can show of it is a digest
  - id: cis.4.5-digest
    effect: deny
    mode: monitor
    message: Images are named by digest (CIS 4.5).
    match: { action: container\.create, uses.image: { not: '.*@sha256:[0-9a-f]{64}|sha256:[0-9a-f]{64}' } }

  # 5.1 Ensure swarm mode is not enabled, if not needed
  - id: cis.5.1-swarm
    effect: deny
    message: Swarm mode stays off (CIS 5.1).
    match: { action: swarm\.(init|join) }

  # 5.2 AppArmor, 5.3 SELinux, 5.22 seccomp, 5.26 no new privileges: none of it is switched off
  - id: cis.5.22-confinement
    effect: deny
    message: AppArmor (CIS 5.2), SELinux (5.3) and seccomp (5.22) stay on, and privileges can't be regained (5.26).
    match: { uses.unconfined: { exists: true } }

  # 5.4 Ensure that Linux kernel capabilities are restricted within containers
  - id: cis.5.4-capabilities
    effect: deny
    message: Capabilities can't be added (CIS 5.4).
    match: { uses.capability: { exists: true } }

  # 5.5 Ensure that privileged containers are not used, 5.23 nor exec with the privileged option
  - id: cis.5.5-privileged
    effect: deny
    message: No privileged containers (CIS 5.5), no privileged exec (5.23).
    match: { uses.privileged: 'true' }

  # 5.6 Ensure sensitive host system directories are not mounted on containers
  - id: cis.5.6-mounts
    effect: deny
    message: Directories of the system can't be mounted (CIS 5.6).
    match: { uses.host_mount: '/|/(boot|dev|etc|lib|lib64|proc|sys|usr|bin|sbin|root|var|run)(/.*)?' }

  # 5.7 Ensure sshd is not run within containers: what a call can show of it
  - id: cis.5.7-ssh
    effect: deny
    message: No sshd within containers (CIS 5.7).
    match:
      action: [container\.create, exec\.create]
      any: [{ 'body.Cmd[*]': '(?:.*/)?sshd' }, { 'body.Entrypoint[*]': '(?:.*/)?sshd' }]

  # 5.8 Ensure privileged ports are not mapped within containers
  - id: cis.5.8-ports
    effect: deny
    message: Ports below 1024 can't be published (CIS 5.8).
    match: { uses.port: '.*:0*(?:[1-9][0-9]{0,2}|10[01][0-9]|102[0-3])(?:-[0-9]+)?/.*' }

  # 5.10, 5.16, 5.17, 5.21, 5.31: network, process, IPC, UTS and user namespaces of the host are not shared
  - id: cis.5.10-namespaces
    effect: deny
    message: The host's network (CIS 5.10), processes (5.16), IPC (5.17), UTS (5.21) and users (5.31) are not shared.
    match: { uses.host_namespace: { exists: true } }

  # 5.11 Ensure that the memory usage for containers is limited
  - id: cis.5.11-memory
    effect: deny
    message: Containers need a memory limit (CIS 5.11), as in `--memory 512m`.
    match: { action: container\.create, uses.memory: { exists: false } }

  # 5.12 Ensure that CPU priority is set appropriately on containers
  - id: cis.5.12-cpu
    effect: deny
    message: Containers need CPU shares or a limit (CIS 5.12), as in `--cpu-shares 512` or `--cpus 1`.
    match: { action: container\.create, uses.cpus: { exists: false }, not: { body.HostConfig.CpuShares: { min: 2 } } }

  # 5.13 Ensure that the container's root filesystem is mounted as read only
  - id: cis.5.13-read-only
    effect: deny
    message: A container's root filesystem is read only (CIS 5.13), `--read-only`.
    match: { action: container\.create, uses.safeguard: { none: readonly-rootfs } }

  # 5.14 Ensure that incoming container traffic is bound to a specific host interface
  - id: cis.5.14-interface
    effect: deny
    message: Ports are published on one address of this host (CIS 5.14), as in `-p 10.0.0.1:8080:80`.
    match: { uses.port: 'all|:.*|0\.0\.0\.0:.*|\[?::\]?:.*' }

  # 5.15 Ensure that the 'on-failure' container restart policy is set to 5
  - id: cis.5.15-restart
    effect: deny
    message: Containers restart on failure, five times at most (CIS 5.15).
    match:
      action: container\.(create|update)
      any:
        - { body.HostConfig.RestartPolicy.Name: always|unless-stopped }
        - { body.RestartPolicy.Name: always|unless-stopped }
        - body.HostConfig.RestartPolicy.Name: on-failure
          not: { body.HostConfig.RestartPolicy.MaximumRetryCount: { min: 1, max: 5 } }
        - { body.RestartPolicy.Name: on-failure, not: { body.RestartPolicy.MaximumRetryCount: { min: 1, max: 5 } } }

  # 5.18 Ensure that host devices are not directly exposed to containers
  - id: cis.5.18-devices
    effect: deny
    message: Devices of this host can't be used (CIS 5.18).
    match: { uses.device: { exists: true } }

  # 5.20 Ensure mount propagation mode is not set to shared
  - id: cis.5.20-propagation
    effect: deny
    message: Mounts can't be shared with this host (CIS 5.20).
    match: { uses.mount_propagation: 'r?shared' }

  # 5.24 Ensure that docker exec commands are not used with the user=root option
  - id: cis.5.24-exec-root
    effect: deny
    message: No exec as root (CIS 5.24).
    match: { action: exec\.create, uses.container_user: '(?:root|0+)(?::.*)?' }

  # 5.25 Ensure that cgroup usage is confirmed
  - id: cis.5.25-cgroups
    effect: deny
    message: A container's place among the control groups can't be chosen (CIS 5.25).
    match: { uses.cgroup_parent: { exists: true } }

  # 5.26 Ensure that the container is restricted from acquiring additional privileges
  - id: cis.5.26-no-new-privileges
    effect: deny
    message: Containers can't acquire new privileges (CIS 5.26), `--security-opt no-new-privileges`.
    match: { action: container\.create, uses.safeguard: { none: no-new-privileges } }

  # 5.27 Ensure that container health is checked at runtime: it isn't switched off
  - id: cis.5.27-health
    effect: deny
    message: Health checks stay on (CIS 5.27).
    match: { action: container\.create, 'body.Healthcheck.Test[*]': NONE }

  # 5.28 Ensure that Docker commands always make use of the latest version of their image is a matter of pulling; a tag
  # that moves is not allowed to stand for a version here
  - id: cis.5.28-latest
    effect: deny
    mode: monitor
    message: Images are named by a version, not by `latest` (CIS 5.28).
    match: { action: container\.create, uses.image: .*:latest }

  # 5.29 Ensure that the PIDs cgroup limit is used
  - id: cis.5.29-pids
    effect: deny
    message: Containers need a limit on processes (CIS 5.29), as in `--pids-limit 200`.
    match: { action: container\.create, uses.pids: { exists: false } }

  # 5.30 Ensure that Docker's default bridge docker0 is not used
  - id: cis.5.30-bridge
    effect: deny
    message: Containers join a network of their own, not the default bridge (CIS 5.30).
    match: { action: container\.create, not: { uses.network: { none: default|bridge, exists: true } } }

  # 5.32 Ensure that the Docker socket is not mounted inside any containers
  - id: cis.5.32-socket
    effect: deny
    message: The engine's sockets can't be mounted (CIS 5.32), nor what holds them.
    accept: [path-boundary]  # a directory that holds a socket, not what else is in it
    match:
      uses.host_mount: /|(/var)?/run|(/var)?/run/(docker|containerd)(/.*)?|.*/(docker|containerd|podman)\.sock|/var

tests:
  - rule: cis.4.1-user
    match:
      - 'POST /containers/create {"Image":"x"}'
      - 'POST /containers/create {"User":"root"}'
      - 'POST /containers/create {"User":"0:0"}'
    no_match:
      - 'POST /containers/create {"User":"1000"}'
      - 'POST /containers/create {"User":"www-data:www-data"}'
      - GET /info
  - rule: cis.4.5-digest
    match: ['POST /containers/create {"Image":"nginx"}']
    no_match:
      - 'POST /containers/create {"Image":"nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}'
      - POST /images/nginx/push
  - rule: cis.5.1-swarm
    match: ['POST /swarm/init {"ListenAddr":"0.0.0.0:2377"}', 'POST /swarm/join {"RemoteAddrs":["x"]}']
    no_match: [GET /swarm, POST /swarm/leave]
  - rule: cis.5.22-confinement
    match:
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}'
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["label=disable"]}}'
    no_match: ['POST /containers/create {"HostConfig":{"SecurityOpt":["no-new-privileges"]}}']
  - rule: cis.5.4-capabilities
    match: ['POST /containers/create {"HostConfig":{"CapAdd":["NET_RAW"]}}']
    no_match: ['POST /containers/create {"HostConfig":{"CapDrop":["ALL"]}}']
  - rule: cis.5.5-privileged
    match: ['POST /containers/create {"HostConfig":{"Privileged":true}}', 'POST /containers/x/exec {"Privileged":true}']
    no_match: ['POST /containers/create {"Image":"x"}']
  - rule: cis.5.6-mounts
    match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/etc:/e"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/:/h"]}}'
      - 'POST /volumes/create {"DriverOpts":{"type":"none","o":"bind","device":"/usr/lib"}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/srv/data:/d"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/etcetera:/d"]}}'
  - rule: cis.5.7-ssh
    match:
      - 'POST /containers/create {"Cmd":["/usr/sbin/sshd","-D"]}'
      - 'POST /containers/create {"Entrypoint":["sshd"]}'
      - 'POST /containers/x/exec {"Cmd":["/usr/sbin/sshd"]}'
    no_match: ['POST /containers/create {"Cmd":["nginx"]}', POST /containers/x/stop]
  - rule: cis.5.8-ports
    match:
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"80"}]}}}'
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"10.0.0.1","HostPort":"443"}]}}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"8080"}]}}}'
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"1024"}]}}}'
  - rule: cis.5.10-namespaces
    match:
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"host"}}'
      - 'POST /containers/create {"HostConfig":{"UsernsMode":"host"}}'
    no_match: ['POST /containers/create {"Image":"x"}']
  - rule: cis.5.11-memory
    match: ['POST /containers/create {"Image":"x"}']
    no_match: ['POST /containers/create {"HostConfig":{"Memory":1048576}}', GET /info]
  - rule: cis.5.12-cpu
    match: ['POST /containers/create {"Image":"x"}', 'POST /containers/create {"HostConfig":{"CpuShares":0}}']
    no_match:
      - 'POST /containers/create {"HostConfig":{"CpuShares":512}}'
      - 'POST /containers/create {"HostConfig":{"NanoCpus":500000000}}'
      - GET /info
  - rule: cis.5.13-read-only
    match: ['POST /containers/create {"Image":"x"}']
    no_match: ['POST /containers/create {"HostConfig":{"ReadonlyRootfs":true}}', GET /info]
  - rule: cis.5.14-interface
    match:
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"8080"}]}}}'
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}]}}}'
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"::","HostPort":"8080"}]}}}'
      - 'POST /containers/create {"HostConfig":{"PublishAllPorts":true}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"10.0.0.1","HostPort":"8080"}]}}}'
  - rule: cis.5.15-restart
    match:
      - 'POST /containers/create {"HostConfig":{"RestartPolicy":{"Name":"always"}}}'
      - 'POST /containers/create {"HostConfig":{"RestartPolicy":{"Name":"on-failure"}}}'
      - 'POST /containers/web/update {"RestartPolicy":{"Name":"unless-stopped"}}'
      - 'POST /containers/web/update {"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":9}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":5}}}'
      - 'POST /containers/web/update {"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3}}'
      - GET /info
  - rule: cis.5.18-devices
    match: ['POST /containers/create {"HostConfig":{"Devices":[{"PathOnHost":"/dev/sda"}]}}']
    no_match: ['POST /containers/create {"Image":"x"}']
  - rule: cis.5.20-propagation
    match: ['POST /containers/create {"HostConfig":{"Binds":["/srv:/s:shared"]}}']
    no_match: ['POST /containers/create {"HostConfig":{"Binds":["/srv:/s:rslave"]}}']
  - rule: cis.5.24-exec-root
    match:
      - 'POST /containers/x/exec {"User":"root","Cmd":["id"]}'
      - 'POST /containers/x/exec {"User":"0:0","Cmd":["id"]}'
    no_match: ['POST /containers/x/exec {"User":"app","Cmd":["id"]}', 'POST /containers/create {"User":"root"}']
  - rule: cis.5.25-cgroups
    match: ['POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}']
    no_match: ['POST /containers/create {"Image":"x"}']
  - rule: cis.5.26-no-new-privileges
    match: ['POST /containers/create {"Image":"x"}']
    no_match: ['POST /containers/create {"HostConfig":{"SecurityOpt":["no-new-privileges"]}}', GET /info]
  - rule: cis.5.27-health
    match: ['POST /containers/create {"Healthcheck":{"Test":["NONE"]}}']
    no_match:
      - 'POST /containers/create {"Healthcheck":{"Test":["CMD","true"]}}'
      - 'POST /containers/x/exec {"Cmd":["NONE"]}'
  - rule: cis.5.28-latest
    match: ['POST /containers/create {"Image":"nginx"}']
    no_match: ['POST /containers/create {"Image":"nginx:1.27"}', POST /images/nginx:latest/push]
  - rule: cis.5.29-pids
    match: ['POST /containers/create {"Image":"x"}', 'POST /containers/create {"HostConfig":{"PidsLimit":-1}}']
    no_match: ['POST /containers/create {"HostConfig":{"PidsLimit":200}}', GET /info]
  - rule: cis.5.30-bridge
    match: ['POST /containers/create {"Image":"x"}', 'POST /containers/create {"HostConfig":{"NetworkMode":"bridge"}}']
    no_match: ['POST /containers/create {"HostConfig":{"NetworkMode":"web"}}', GET /info]
  - rule: cis.5.32-socket
    match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/var/run/docker.sock:/s"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/run:/r"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/srv/../run/containerd/containerd.sock:/s"]}}'
    no_match: ['POST /containers/create {"HostConfig":{"Binds":["/srv:/s"]}}']

"""###
        ),
        (
            "members",
            ###"""
# For a team that shares a Docker host: members do everything except reaching the host itself.
#
# Grade: 3 of 5. Needs: callers that are known by name. Mixes with: everything; its deny rules are about its own group only.
#
# They run, build, pull and look at what they like, and mount what is theirs, below /home/NAME. They get no privileged
# containers, other host paths, host namespaces, capabilities, devices, plugins or swarm. Put their names below: they are
# the common names (CN) of their client certificates.
#
# What it doesn't cover: members share one engine, so each can stop, read and enter the containers of all others; a
# privileged container that an administrator runs on it is a way to the host for everybody. A symbolic link below
# /home/NAME that leads elsewhere is followed, unless `resolve_symlinks: true` stands in the configuration (and even then
# a link that is put there in the right moment). How much memory and disk is used is not limited. A build by buildx goes
# through a tunnel that nobody can look into; it is denied, `DOCKER_BUILDKIT=0 docker build` works.
version: 1

groups:
  members: [alice, bob]

rules:
  - id: members.use-docker
    effect: allow
    match:
      group: members
      action:
        - (container|exec|image|build|network|volume|distribution)\..*
        - system\.(ping|version|info|df|events|auth)
        - buildkit\.session
        - plugin\.(list|inspect)
        - (service|task|node|secret)\.(list|inspect|logs)
        - config\.list

  - id: host.privileged
    effect: deny
    message: Privileged containers can take over this host.
    match: { group: members, uses.privileged: 'true' }

  - id: host.paths
    effect: deny
    message: Only directories below /home/${user} can be mounted.
    match: { group: members, uses.host_mount: { not: '/home/${user}(/.*)?' } }

  - id: host.volume-options
    effect: deny
    message: Volumes can't have mount options of their own, except for tmpfs.
    match:
      group: members
      uses.volume_option:
        not: [(type|device)=tmpfs, 'o=(((size|mode|uid|gid)=[0-9]+[kmg%]?|nosuid|nodev|noexec|ro),?)+']

  - id: host.volume-drivers
    effect: deny
    message: Only volumes of the driver `local` can be used.
    match: { group: members, uses.volume_driver: { not: local } }

  - id: host.mount-propagation
    effect: deny
    message: Mounts can't be shared with this host.
    match: { group: members, uses.mount_propagation: 'r?shared' }

  - id: host.namespaces
    effect: deny
    message: The network, processes, users and so on of this host can't be shared.
    match: { group: members, uses.host_namespace: { exists: true } }

  - id: host.capabilities
    effect: deny
    message: Capabilities can't be added.
    match: { group: members, uses.capability: { exists: true } }

  - id: host.devices
    effect: deny
    message: Devices of this host can't be used.
    match: { group: members, uses.device: { exists: true } }

  - id: host.confinement
    effect: deny
    message: The profiles that confine a container (seccomp, AppArmor, labels, masked paths) can't be changed.
    match: { group: members, uses.unconfined: { exists: true } }

  - id: host.cgroups
    effect: deny
    message: A container's place among the control groups can't be chosen.
    match: { group: members, uses.cgroup_parent: { exists: true } }

  - id: host.runtimes
    effect: deny
    message: Only the runtime `runc` can be used.
    match: { group: members, uses.runtime: { not: runc|io\.containerd\.runc\.v2 } }

  - id: host.log-drivers
    effect: deny
    message: Logs can be kept by `json-file`, `local` or `none`; other drivers connect to where they are told from this host.
    match: { group: members, uses.log_driver: { not: json-file|local|none } }

  - id: host.network-drivers
    effect: deny
    message: Networks can be of the drivers `bridge` and `overlay`; others reach the network of this host directly.
    match: { group: members, uses.network_driver: { not: bridge|overlay|none|null|default } }

  - id: host.network-options
    effect: deny
    message: A network can't be put over an interface of this host, nor past its firewall.
    match:
      group: members
      uses.network_option:
        not:
          - 'com\.docker\.network\.(driver\.mtu|enable_ipv[46]|container_iface_prefix|endpoint\.ifname)=.*'
          - com\.docker\.network\.bridge\.(enable_icc|enable_ip_masquerade|host_binding_ipv4)=.*
          - encrypted=.*

  - id: host.address-drivers
    effect: deny
    message: Addresses of networks come from the engine; other drivers are programs on this host.
    match: { group: members, uses.ipam_driver: { not: default } }

  - id: host.fetches
    effect: deny
    message: This host doesn't fetch from URLs for you. Fetch it yourself and send it, `docker import -`, `docker build -`.
    match: { group: members, uses.image_source: url }

tests:
  - rule: members.use-docker
    group: members
    match:
      - 'POST /v1.43/containers/create {"Image":"busybox"}'
      - POST /build?t=x
      - 'POST /networks/create {"Name":"n"}'
      - GET /services
    no_match:
      - POST /plugins/dockreeve/disable
      - POST /swarm/leave
      - DELETE /containers/web/checkpoints/c?dir=/home/${user}
      - { user: stranger, request: GET /info }
  - rule: host.privileged
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"Privileged":true}}'
      - 'POST /containers/web/exec {"Cmd":["id"],"privileged":true}'
    no_match:
      - 'POST /containers/create {"Image":"x"}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Privileged":true}}' }
  - rule: host.paths
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/home/${user}/../other:/b"]}}'
      - 'POST /volumes/create {"DriverOpts":{"type":"none","o":"bind","device":"/etc"}}'
      - POST /containers/web/start?checkpoint=c&checkpoint-dir=/etc
    no_match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/home/${user}/src:/src"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["data:/src"]}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Binds":["/:/b"]}}' }
  - rule: host.volume-options
    group: members
    match:
      - 'POST /volumes/create {"DriverOpts":{"type":"none","o":"bind","device":"/etc"}}'
    no_match:
      - 'POST /volumes/create {"DriverOpts":{"type":"tmpfs","o":"size=100m,uid=1000","device":"tmpfs"}}'
      - { user: stranger, request: 'POST /volumes/create {"DriverOpts":{"type":"nfs"}}' }
  - rule: host.volume-drivers
    group: members
    match:
      - 'POST /volumes/create {"Driver":"sshfs"}'
    no_match:
      - 'POST /volumes/create {"Driver":"local"}'
      - { user: stranger, request: 'POST /volumes/create {"Driver":"sshfs"}' }
  - rule: host.mount-propagation
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/home/${user}:/h:rshared"]}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/home/${user}:/h:rslave"]}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Binds":["/x:/h:rshared"]}}' }
  - rule: host.namespaces
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"PidMode":"host"}}'
      - POST /build?networkmode=host
    no_match:
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"bridge"}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"PidMode":"host"}}' }
  - rule: host.capabilities
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"CapAdd":["net_raw"]}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"CapDrop":["ALL"]}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"CapAdd":["net_raw"]}}' }
  - rule: host.devices
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"DeviceCgroupRules":["a *:* rwm"]}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"Devices":[]}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"DeviceCgroupRules":["a *:* rwm"]}}' }
  - rule: host.confinement
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["no-new-privileges"]}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}' }
  - rule: host.cgroups
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}'
    no_match:
      - 'POST /containers/create {"Image":"x"}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}' }
  - rule: host.runtimes
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"Runtime":"kata"}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"Runtime":"runc"}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Runtime":"kata"}}' }
  - rule: host.log-drivers
    group: members
    match:
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"syslog"}}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"json-file"}}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"syslog"}}}' }
  - rule: host.network-drivers
    group: members
    match:
      - 'POST /networks/create {"Name":"n","Driver":"macvlan"}'
    no_match:
      - 'POST /networks/create {"Name":"n","Driver":"bridge"}'
      - { user: stranger, request: 'POST /networks/create {"Name":"n","Driver":"macvlan"}' }
  - rule: host.network-options
    group: members
    match:
      - 'POST /networks/create {"Name":"n","Options":{"com.docker.network.bridge.name":"br0"}}'
    no_match:
      - 'POST /networks/create {"Name":"n","Options":{"com.docker.network.driver.mtu":"1400"}}'
      - user: stranger
        request: 'POST /networks/create {"Name":"n","Options":{"com.docker.network.bridge.name":"br0"}}'
  - rule: host.address-drivers
    group: members
    match:
      - 'POST /networks/create {"Name":"n","IPAM":{"Driver":"x"}}'
    no_match:
      - 'POST /networks/create {"Name":"n","IPAM":{"Driver":"default"}}'
      - { user: stranger, request: 'POST /networks/create {"Name":"n","IPAM":{"Driver":"x"}}' }
  - rule: host.fetches
    group: members
    match:
      - POST /images/create?fromSrc=http%3A%2F%2Fx.test%2Fx.tar
      - POST /build?remote=http%3A%2F%2Fx.test%2Fx
    no_match:
      - POST /images/create?fromImage=busybox&tag=1
      - { user: stranger, request: 'POST /build?remote=http%3A%2F%2Fx.test%2Fx' }

"""###
        ),
        (
            "monitoring",
            ###"""
# For monitoring: cAdvisor, Prometheus (docker and dockerswarm service discovery), Telegraf, node agents that count things.
#
# Grade: 1 of 5. Needs: a certificate for each of the programs. Mixes with: everything; it has no deny rule. Put their names
# below. For a dashboard that people look at take read-only.yaml.
#
# What it doesn't cover: whoever takes such a program over sees the environment of every container, `docker inspect` shows
# it. cAdvisor also wants mounts of the host (`/sys`, `/var/lib/docker`): those are asked of whoever starts it.
version: 1

groups:
  monitoring: [cadvisor, prometheus, telegraf]

rules:
  - id: monitoring.engine
    effect: allow
    match:
      group: monitoring
      method: GET|HEAD
      action:
        - system\.(ping|version|info|df|events)
        - container\.(list|inspect|stats|top)
        - image\.list
        - (network|volume)\.list

  - id: monitoring.swarm
    effect: allow
    match: { group: monitoring, method: GET, action: (service|task|node)\.(list|inspect) }

tests:
  - rule: monitoring.engine
    group: monitoring
    match:
      - GET /v1.41/info
      - GET /v1.41/version
      - GET /v1.41/containers/0123/json
      - GET /v1.41/images/json
      - GET /v1.41/containers/json?limit=0
      - GET /v1.41/containers/0123/stats?stream=0
      - GET /v1.41/networks?filters=%7B%7D
      - GET /v1.41/system/df
    no_match:
      - GET /containers/web/logs
      - GET /containers/web/archive?path=/
      - POST /containers/web/stop
      - { user: stranger, request: GET /info }
  - rule: monitoring.swarm
    group: monitoring
    match: [GET /v1.41/services, GET /v1.41/tasks, GET /v1.41/nodes]
    no_match: [GET /swarm, GET /configs/x, 'POST /nodes/x/update?version=1 {}', { user: stranger, request: GET /nodes }]

"""###
        ),
        (
            "no-host-access",
            ###"""
# For every shared host: nobody gets root on it, not even who may do everything else.
#
# Grade: add-on, deny rules only; it allows nobody anything. Needs: nothing. Mixes with: everything; take members.yaml
# instead where people have to mount what is theirs. It is about all callers, administrators too: whoever must do such
# things does them on the host, with a docker that isn't asked about, or gets an exception here, `user: { not: admin }`.
#
# What it doesn't cover: a privileged container that is there already is a way to the host for whoever can enter it. A
# service can name the host's network by an id that only the engine knows; services are denied for that. A build by buildx
# goes through a tunnel that nobody can look into.
version: 1

rules:
  - id: no-host.privileged
    effect: deny
    message: Privileged containers can take over this host.
    match: { uses.privileged: 'true' }

  - id: no-host.paths
    effect: deny
    message: Paths of this host can't be mounted; use a volume.
    match: { uses.host_mount: { exists: true } }

  - id: no-host.volumes
    effect: deny
    message: Volumes are of the driver `local`, without options other than those of tmpfs.
    match:
      any:
        - { uses.volume_driver: { not: local } }
        - uses.volume_option:
            not: [(type|device)=tmpfs, 'o=(((size|mode|uid|gid)=[0-9]+[kmg%]?|nosuid|nodev|noexec|ro),?)+']

  - id: no-host.propagation
    effect: deny
    message: Mounts can't be shared with this host.
    match: { uses.mount_propagation: 'r?shared' }

  - id: no-host.namespaces
    effect: deny
    message: The network, processes, users and so on of this host can't be shared.
    match: { uses.host_namespace: { exists: true } }

  - id: no-host.capabilities
    effect: deny
    message: Capabilities can't be added.
    match: { uses.capability: { exists: true } }

  - id: no-host.devices
    effect: deny
    message: Devices of this host can't be used.
    match: { uses.device: { exists: true } }

  - id: no-host.confinement
    effect: deny
    message: The profiles that confine a container (seccomp, AppArmor, labels, masked paths) can't be changed.
    match: { uses.unconfined: { exists: true } }

  - id: no-host.cgroups
    effect: deny
    message: A container's place among the control groups can't be chosen.
    match: { uses.cgroup_parent: { exists: true } }

  - id: no-host.runtimes
    effect: deny
    message: Only the runtime `runc` can be used.
    match: { uses.runtime: { not: runc|io\.containerd\.runc\.v2 } }

  - id: no-host.log-drivers
    effect: deny
    message: Logs can be kept by `json-file`, `local` or `none`; other drivers connect to where they are told from this host.
    match: { uses.log_driver: { not: json-file|local|none } }

  - id: no-host.networks
    effect: deny
    message: Networks are of the drivers `bridge` and `overlay`, with addresses of the engine, and not over its interfaces.
    match:
      any:
        - { uses.network_driver: { not: bridge|overlay|none|null|default } }
        - { uses.ipam_driver: { not: default } }
        - uses.network_option:
            not:
              - 'com\.docker\.network\.(driver\.mtu|enable_ipv[46]|container_iface_prefix|endpoint\.ifname)=.*'
              - com\.docker\.network\.bridge\.(enable_icc|enable_ip_masquerade|host_binding_ipv4)=.*
              - encrypted=.*

  - id: no-host.fetches
    effect: deny
    message: This host doesn't fetch from URLs for you. Fetch it yourself and send it, `docker import -`, `docker build -`.
    match: { uses.image_source: url }

  - id: no-host.administration
    effect: deny
    message: Plugins are programs that run as root, and a swarm or its services reach this host; both belong to who runs it.
    match:
      action:
        - plugin\.(create|pull|enable|disable|set|upgrade|push|delete)
        - swarm\..*
        - service\.(create|update)
        - node\.(update|delete)
        - (secret|config)\.(create|update|delete|inspect)

  - id: no-host.internals
    effect: deny
    message: The engine's own insides are nobody's business.
    match: { action: [debug\..*, buildkit\.grpc, checkpoint\..*, container\.copy] }

tests:
  - rule: no-host.privileged
    match:
      - 'POST /containers/create {"HostConfig":{"Privileged":true}}'
      - 'POST /containers/x/exec {"Privileged":true,"Cmd":["sh"]}'
    no_match: ['POST /containers/create {"HostConfig":{"Privileged":false}}']
  - rule: no-host.paths
    match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/:/host"]}}'
      - 'POST /containers/create {"HostConfig":{"Mounts":[{"Type":"bind","Source":"/etc","Target":"/e"}]}}'
      - 'POST /volumes/create {"DriverOpts":{"type":"none","o":"bind","device":"/"}}'
    no_match: ['POST /containers/create {"HostConfig":{"Binds":["data:/data"]}}']
  - rule: no-host.volumes
    match:
      - 'POST /volumes/create {"Driver":"sshfs"}'
      - 'POST /volumes/create {"DriverOpts":{"type":"nfs","device":":/x"}}'
    no_match:
      - 'POST /volumes/create {"Name":"v"}'
      - 'POST /volumes/create {"DriverOpts":{"type":"tmpfs","device":"tmpfs","o":"size=10m"}}'
  - rule: no-host.propagation
    match: ['POST /containers/create {"HostConfig":{"Binds":["/x:/x:rshared"]}}']
    no_match: ['POST /containers/create {"HostConfig":{"Binds":["/x:/x:rslave"]}}', GET /info]
  - rule: no-host.namespaces
    match:
      - 'POST /containers/create {"HostConfig":{"PidMode":"host"}}'
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"host"}}'
      - POST /build?networkmode=host
    no_match: ['POST /containers/create {"HostConfig":{"NetworkMode":"bridge"}}']
  - rule: no-host.capabilities
    match: ['POST /containers/create {"HostConfig":{"CapAdd":["net_raw"]}}']
    no_match: ['POST /containers/create {"HostConfig":{"CapDrop":["ALL"]}}']
  - rule: no-host.devices
    match:
      - 'POST /containers/create {"HostConfig":{"DeviceCgroupRules":["a *:* rwm"]}}'
      - 'POST /containers/create {"HostConfig":{"Devices":[{"PathOnHost":"/dev/sda"}]}}'
    no_match: ['POST /containers/create {"HostConfig":{"Devices":[]}}']
  - rule: no-host.confinement
    match:
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}'
      - 'POST /containers/create {"HostConfig":{"MaskedPaths":[]}}'
    no_match: ['POST /containers/create {"HostConfig":{"SecurityOpt":["no-new-privileges"]}}']
  - rule: no-host.cgroups
    match: ['POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}', 'POST /build?cgroupparent=/x']
    no_match: ['POST /containers/create {"HostConfig":{"CgroupParent":""}}']
  - rule: no-host.runtimes
    match: ['POST /containers/create {"HostConfig":{"Runtime":"/tmp/evil"}}']
    no_match: ['POST /containers/create {"HostConfig":{"Runtime":"runc"}}', 'POST /containers/create {"Image":"x"}']
  - rule: no-host.log-drivers
    match: ['POST /containers/create {"HostConfig":{"LogConfig":{"Type":"syslog"}}}']
    no_match:
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"json-file"}}}'
      - 'POST /containers/create {"Image":"x"}'
  - rule: no-host.networks
    match:
      - 'POST /networks/create {"Name":"n","Driver":"macvlan"}'
      - 'POST /networks/create {"Name":"n","IPAM":{"Driver":"/x"}}'
      - 'POST /networks/create {"Name":"n","Options":{"com.docker.network.bridge.name":"br0"}}'
    no_match:
      - 'POST /networks/create {"Name":"n"}'
      - 'POST /networks/create {"Name":"n","Driver":"bridge","Options":{"com.docker.network.driver.mtu":"1400"}}'
  - rule: no-host.fetches
    match: ['POST /images/create?fromSrc=http%3A%2F%2Fx.test%2Fx.tar', 'POST /build?remote=http%3A%2F%2Fx.test%2Fx']
    no_match: ['POST /images/create?fromImage=busybox&tag=latest', 'POST /build?t=x']
  - rule: no-host.administration
    match:
      - POST /plugins/dockreeve/disable
      - POST /swarm/leave?force=1
      - 'POST /services/create {"Name":"s"}'
      - GET /secrets/x
    no_match: [GET /plugins, GET /services, GET /nodes, POST /containers/web/stop]
  - rule: no-host.internals
    match: [GET /debug/pprof/heap, POST /grpc]
    no_match: [GET /info, GET /containers/json]

"""###
        ),
        (
            "operator",
            ###"""
# For people on call: they look at what runs, read its logs, and start, stop and restart it. They make nothing new.
#
# Grade: 2 of 5, after read-only. Needs: callers that are known by name. Mixes with: everything; it has no deny rule.
# Put the names of your operators below.
#
# What it doesn't cover: operators see everybody's containers with their environment, and can stop each of them. What is
# in logs is theirs to read.
version: 1

groups:
  operators: [olga]

rules:
  - id: operators.see
    effect: allow
    match:
      group: operators
      action:
        - system\.(ping|version|info|df|events)
        - container\.(list|inspect|top|stats|changes|wait|logs)
        - image\.(list|inspect|history)
        - (network|volume)\.(list|inspect)

  - id: operators.run
    effect: allow
    match: { group: operators, action: container\.(start|stop|restart|kill|pause|unpause) }

  - id: operators.no-checkpoint
    effect: deny
    message: A container is started as it is, not from a checkpoint in a directory of this host.
    match: { group: operators, uses.host_mount: { exists: true } }

tests:
  - rule: operators.see
    group: operators
    match:
      - GET /v1.43/containers/json?all=1
      - GET /containers/web/logs?stdout=1&follow=1
      - HEAD /_ping
      - GET /images/nginx/json
    no_match:
      - GET /containers/web/export
      - GET /containers/web/archive?path=/
      - GET /swarm
      - { user: stranger, request: GET /info }
  - rule: operators.run
    group: operators
    match:
      - POST /containers/web/restart?t=5
      - POST /v1.43/containers/web/start
      - POST /containers/web/kill?signal=HUP
    no_match:
      - 'POST /containers/web/exec {"Cmd":["sh"]}'
      - DELETE /containers/web
      - 'POST /containers/web/update {"Memory":0}'
      - POST /containers/prune
  - rule: operators.no-checkpoint
    group: operators
    match: ['POST /containers/web/start?checkpoint=c&checkpoint-dir=/etc']
    no_match:
      - POST /containers/web/start
      - { user: stranger, request: 'POST /containers/web/start?checkpoint=c&checkpoint-dir=/etc' }

"""###
        ),
        (
            "plugins",
            ###"""
# Who may use which plugin for volumes, networks and addresses: for engines with plugins beside Docker's own drivers.
#
# Grade: add-on, deny rules only; it allows nobody anything. Needs: the groups below filled with your people, and the names of
# the drivers that you have. Mixes with: everything that allows people to work, as members.yaml.
#
# A plugin runs as root on the host and does what its caller says, so a driver that isn't named here is denied to everybody.
#
# What it doesn't cover: a volume or network that is there already is used by its name alone, and what made it can't be seen
# in that call. Options of the drivers; add conditions on `uses.volume_option`. Managed plugins themselves: self-protection.yaml
# keeps people from installing them.
version: 1

groups:
  storage: [carol]
  networking: [dave]

rules:
  - id: plugins.volumes-of-storage
    effect: deny
    message: Volumes of flocker, glusterfs, ipfs and openstorage are for the group storage.
    match:
      uses.volume_driver: flocker|glusterfs|ipfs|openstorage|pxd
      not: { group: storage }

  - id: plugins.networks-of-networking
    effect: deny
    message: Networks of weave, contiv and calico are for the group networking.
    match:
      uses.network_driver: weave|weavemesh|contiv|netplugin|calico
      not: { group: networking }

  - id: plugins.addresses-of-networking
    effect: deny
    message: Addresses of weave, contiv and calico are for the group networking.
    match:
      uses.ipam_driver: weavemesh|contiv|netplugin|calico-ipam
      not: { group: networking }

  - id: plugins.unknown-volumes
    effect: deny
    message: There is no rule for this volume driver; ask who runs this engine.
    match: { uses.volume_driver: { not: local|flocker|glusterfs|ipfs|openstorage|pxd } }

  - id: plugins.unknown-networks
    effect: deny
    message: There is no rule for this network driver; ask who runs this engine.
    match:
      uses.network_driver:
        not: bridge|overlay|host|none|null|default|macvlan|ipvlan|weave|weavemesh|contiv|netplugin|calico

  - id: plugins.unknown-addresses
    effect: deny
    message: There is no rule for this address driver; ask who runs this engine.
    match: { uses.ipam_driver: { not: default|weavemesh|contiv|netplugin|calico-ipam } }

tests:
  - rule: plugins.volumes-of-storage
    match:
      - 'POST /volumes/create {"Name":"v","Driver":"flocker"}'
      - 'POST /volumes/create {"Name":"v","Driver":"glusterfs"}'
      - 'POST /volumes/create {"Name":"v","Driver":"openstorage"}'
      - 'POST /containers/create {"Image":"x","HostConfig":{"Binds":["v:/data"],"VolumeDriver":"ipfs"}}'
      - 'POST /containers/create {"Image":"x","HostConfig":{"Mounts":[{"Type":"volume","Source":"v","Target":"/data","VolumeOptions":{"DriverConfig":{"Name":"pxd"}}}]}}'
    no_match:
      - 'POST /volumes/create {"Name":"v","Driver":"local"}'
      - 'POST /volumes/create {"Name":"v"}'
      - { group: storage, request: 'POST /volumes/create {"Name":"v","Driver":"flocker"}' }
  - rule: plugins.networks-of-networking
    match:
      - 'POST /networks/create {"Name":"n","Driver":"weave"}'
      - 'POST /networks/create {"Name":"n","Driver":"contiv"}'
    no_match:
      - 'POST /networks/create {"Name":"n","Driver":"bridge"}'
      - { group: networking, request: 'POST /networks/create {"Name":"n","Driver":"weave"}' }
  - rule: plugins.addresses-of-networking
    match: ['POST /networks/create {"Name":"n","IPAM":{"Driver":"weavemesh"}}']
    no_match:
      - 'POST /networks/create {"Name":"n","IPAM":{"Driver":"default"}}'
      - { group: networking, request: 'POST /networks/create {"Name":"n","IPAM":{"Driver":"contiv"}}' }
  - rule: plugins.unknown-volumes
    match:
      - 'POST /volumes/create {"Name":"v","Driver":"rexray"}'
      - { group: storage, request: 'POST /volumes/create {"Name":"v","Driver":"Flocker"}' }
    no_match: ['POST /volumes/create {"Name":"v","Driver":"flocker"}', 'POST /volumes/create {"Name":"v"}']
  - rule: plugins.unknown-networks
    match:
      - 'POST /networks/create {"Name":"n","Driver":"ovs"}'
      - 'POST /networks/create {"Name":"n","Driver":"weave/../x"}'
    no_match: ['POST /networks/create {"Name":"n","Driver":"contiv"}', 'POST /networks/create {"Name":"n"}']
  - rule: plugins.unknown-addresses
    match: ['POST /networks/create {"Name":"n","IPAM":{"Driver":"infoblox"}}']
    no_match: ['POST /networks/create {"Name":"n","IPAM":{"Driver":"weavemesh"}}', 'POST /networks/create {"Name":"n"}']

"""###
        ),
        (
            "portainer",
            ###"""
# For Portainer, which hands its users' calls on to the engine: all that a web interface for containers does.
#
# Grade: 4 of 5: everything but the host, the swarm and plugins. Needs: Portainer with a certificate of its own (environment
# "Docker API" with TLS); what Portainer's own users may do is decided there. Mixes with: everything; its deny rules are
# about its own group only. Put the name in its certificate below.
#
# What it doesn't cover: Portainer's users are one caller here: the plugin can't tell them apart. They can read, stop and
# enter every container, Portainer's own too. Stacks that mount paths of the host are denied. Portainer's agent talks to the
# local socket, where nobody can tell it from others.
version: 1

groups:
  portainer: [portainer]

rules:
  - id: portainer.containers
    effect: allow
    match:
      group: portainer
      action:
        - system\.(ping|version|info|df|events|auth)
        - container\.(list|inspect|create|start|stop|restart|kill|pause|unpause|rename|update|delete|prune)
        - container\.(logs|stats|top|changes|wait|attach|attach_ws|resize|commit|export|archive_.*)
        - exec\..*
        - image\.(list|inspect|history|create|tag|push|delete|prune|load|save|search)
        - build\.(start|prune|cancel)
        - network\.(list|inspect|create|delete|connect|disconnect|prune)
        - volume\.(list|inspect|create|delete|prune)
        - distribution\.inspect
        - plugin\.list

  - id: portainer.see-swarm
    effect: allow
    match: { group: portainer, action: [(service|task|node|secret)\.(list|inspect|logs), config\.list] }

  - id: portainer.no-host
    effect: deny
    message: Containers made in Portainer can't reach the host - no privileged ones, host paths, namespaces, devices or the like.
    match:
      group: portainer
      any:
        - { uses.privileged: 'true' }
        - { uses.host_mount: { exists: true } }
        - { uses.volume_option: { exists: true } }
        - { uses.volume_driver: { not: local } }
        - { uses.network_driver: { not: bridge|default } }
        - { uses.network_option: { not: com\.docker\.network\.(driver\.mtu|bridge\.enable_icc)=.* } }
        - { uses.ipam_driver: { not: default } }
        - { uses.host_namespace: { exists: true } }
        - { uses.capability: { exists: true } }
        - { uses.device: { exists: true } }
        - { uses.unconfined: { exists: true } }
        - { uses.cgroup_parent: { exists: true } }
        - { uses.runtime: { not: runc } }
        - { uses.log_driver: { not: json-file|local|none } }
        - { uses.image_source: url }

tests:
  - rule: portainer.containers
    group: portainer
    match:
      - GET /_ping
      - GET /info
      - GET /containers/json?all=true
      - 'POST /containers/create?name=web {"Image":"nginx"}'
      - GET /containers/0123/logs?stdout=1&tail=100
      - 'POST /containers/0123/exec {"AttachStdin":true,"Tty":true,"Cmd":["bash"]}'
      - POST /exec/0123/resize?h=40&w=120
      - GET /volumes
      - GET /images/json?all=0
      - GET /plugins
      - GET /events?since=1&until=2
    no_match:
      - POST /plugins/x/disable
      - POST /swarm/leave
      - 'POST /services/create {"Name":"s"}'
      - { user: stranger, request: GET /info }
  - rule: portainer.see-swarm
    group: portainer
    match: [GET /nodes, GET /services, GET /tasks, GET /configs]
    no_match: [GET /configs/x, GET /swarm, 'POST /nodes/x/update?version=1 {}', { user: stranger, request: GET /nodes }]
  - rule: portainer.no-host
    group: portainer
    match:
      - 'POST /containers/create {"HostConfig":{"Privileged":true}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/:/host"]}}'
      - 'POST /containers/create {"HostConfig":{"NetworkMode":"host"}}'
      - 'POST /containers/create {"HostConfig":{"CapAdd":["ALL"]}}'
      - 'POST /containers/create {"HostConfig":{"Devices":[{"PathOnHost":"/dev/sda"}]}}'
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["apparmor=unconfined"]}}'
      - 'POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}'
      - 'POST /containers/create {"HostConfig":{"Runtime":"x"}}'
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"syslog"}}}'
      - 'POST /volumes/create {"Driver":"sshfs"}'
      - 'POST /volumes/create {"DriverOpts":{"type":"nfs","device":":/x"}}'
      - 'POST /networks/create {"Name":"n","Driver":"macvlan"}'
      - 'POST /networks/create {"Name":"n","Options":{"com.docker.network.bridge.name":"br0"}}'
      - 'POST /networks/create {"Name":"n","IPAM":{"Driver":"x"}}'
      - POST /build?remote=http%3A%2F%2Fx.test%2Fx
    no_match:
      - 'POST /containers/create {"Image":"nginx","HostConfig":{"Binds":["data:/data"],"Runtime":"runc","LogConfig":{"Type":"local"}}}'
      - 'POST /networks/create {"Name":"n","Driver":"bridge","IPAM":{"Driver":"default"},"Options":{"com.docker.network.driver.mtu":"1400"}}'
      - 'POST /volumes/create {"Name":"v","Driver":"local"}'
      - POST /images/create?fromImage=nginx&tag=latest
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Privileged":true}}' }

"""###
        ),
        (
            "read-only",
            ###"""
# Look, don't touch: for dashboards, monitoring and people who only need to see what runs.
#
# Grade: 1 of 5. Needs: nothing. Mixes with: everything; it has no deny rule.
#
# Readers see containers, images, networks, volumes and the state of the engine and the swarm, and nothing else: no
# logs, no files, no processes started or stopped. Put their names below; '' is
# whoever may open the local socket.
#
# What it doesn't cover: `docker inspect` shows the environment of a container, and `docker top` command lines. Secrets
# that stand there can be read. Readers see everybody's containers.
version: 1

groups:
  readers: [carol]

rules:
  - id: readers.see-state
    effect: allow
    match:
      group: readers
      action:
        - system\.(ping|version|info|df|events)
        - container\.(list|inspect|top|stats|changes|wait)
        - exec\.inspect
        - image\.(list|inspect|history)
        - (network|volume|plugin)\.(list|inspect)
        - (service|task|node|secret)\.(list|inspect)
        - config\.list  # inspecting one shows its data

tests:
  - rule: readers.see-state
    group: readers
    match:
      - GET /v1.43/containers/json?all=1
      - GET /v1.43/containers/web/json
      - GET /events
      - GET /volumes
      - GET /services
      - POST /containers/web/wait
    no_match:
      - POST /v1.43/containers/web/stop
      - GET /v1.43/containers/web/logs?stdout=1
      - GET /v1.43/containers/web/archive?path=/etc/shadow
      - GET /v1.43/containers/web/export
      - GET /v1.43/images/app/get
      - GET /v1.43/swarm
      - GET /v1.43/configs/c
      - { user: stranger, request: GET /v1.43/info }

"""###
        ),
        (
            "registry-allowlist",
            ###"""
# For every host: images come from, and go to, the registries of this list, whoever asks.
#
# Grade: add-on, deny rules only; it allows nobody anything. Needs: nothing. Mixes with: everything. Put your registries
# below; the name is the full one, `docker.io/library/busybox:latest` for `busybox`.
#
# What it doesn't cover: what is in an image, and images that are here already. A builder's `FROM` isn't seen by the
# plugin: a Dockerfile can name any image. A build by buildx goes through a tunnel that nobody can look into.
version: 1

lists:
  allowed-registries:
    - docker\.io/library/.*
    - registry\.example\.com/.*
    - localhost:5000/.*

rules:
  - id: registries.images
    effect: deny
    message: Only images of the registries of this host's list can be pulled, pushed and run.
    match:
      action:
        - container\.create
        - image\.(create|push|tag)
        - service\.(create|update)
        - distribution\.inspect
      uses.image: { not: [{ list: allowed-registries }, 'sha256:[0-9a-f]{64}'] }

  - id: registries.no-url
    effect: deny
    message: Images can't be imported from a URL.
    match: { action: [image\.create, build\.start], uses.image_source: url }

  - id: registries.no-upload
    effect: deny
    message: Images can't be loaded or imported, they come from a registry.
    match: { action: image\.(load|create), uses.image_source: upload }

tests:
  - rule: registries.images
    match:
      - POST /images/create?fromImage=evil/app&tag=1
      - POST /images/registry.example.com.evil.test/app/push
      - 'POST /containers/create {"Image":"quay.io/x/y"}'
      - 'POST /services/create {"Name":"s","TaskTemplate":{"ContainerSpec":{"Image":"quay.io/x/y"}}}'
    no_match:
      - POST /images/create?fromImage=busybox&tag=latest
      - POST /images/registry.example.com/team/app/push?tag=1
      - 'POST /containers/create {"Image":"localhost:5000/app"}'
      - POST /build?t=anything
  - rule: registries.no-url
    match:
      - POST /images/create?fromSrc=http%3A%2F%2Fevil.test%2Fx.tar
      - POST /build?remote=https%3A%2F%2Fevil.test%2Fx.git
    no_match: ['POST /images/create?fromImage=busybox&tag=1', 'POST /build?t=x', GET /info]
  - rule: registries.no-upload
    match: [POST /images/load, 'POST /images/create?fromSrc=-&repo=x']
    no_match: ['POST /images/create?fromImage=busybox&tag=1', 'PUT /containers/web/archive?path=/']

"""###
        ),
        (
            "resource-limits",
            ###"""
# For shared hosts: each container needs limits on memory, CPUs and processes, whoever makes it.
#
# Grade: add-on, deny rules only; it allows nobody anything. Needs: nothing. Mixes with: everything. Change the numbers to
# what your host has.
#
# What it doesn't cover: disk and network; the sum over all containers; containers that are there already; what a build
# takes; and the OOM settings of processes inside.
version: 1

rules:
  - id: limits.memory
    effect: deny
    message: A container needs a memory limit of 16 GiB at most, as in `docker run --memory 2g`.
    match: { action: container\.create, not: { uses.memory: { max: 16GiB } } }

  - id: limits.cpus
    effect: deny
    message: A container needs a limit of 8 CPUs at most, as in `docker run --cpus 2`.
    match: { action: container\.create, not: { uses.cpus: { max: 8 } } }

  - id: limits.pids
    effect: deny
    message: A container needs a limit of 4096 processes at most, as in `docker run --pids-limit 200`.
    match: { action: container\.create, not: { uses.pids: { max: 4096 } } }

  - id: limits.services
    effect: deny
    message: A service needs limits on memory (16 GiB), CPUs (8) and processes (4096), as in `--limit-memory 2g`.
    match:
      action: service\.(create|update)
      any:
        - { not: { uses.memory: { max: 16GiB } } }
        - { not: { uses.cpus: { max: 8 } } }
        - { not: { uses.pids: { max: 4096 } } }

  - id: limits.update
    effect: deny
    message: Limits can be changed, but not taken away or above what this host allows.
    match:
      action: container\.update
      any:
        - { body.Memory: { exists: true }, not: { uses.memory: { max: 16GiB } } }
        - { body.NanoCpus: { exists: true }, not: { uses.cpus: { max: 8 } } }
        - { body.CpuQuota: { exists: true }, not: { uses.cpus: { max: 8 } } }
        - { body.CpuPeriod: { exists: true }, not: { uses.cpus: { max: 8 } } }
        - { body.PidsLimit: { exists: true }, not: { uses.pids: { max: 4096 } } }

  - id: limits.oom
    effect: deny
    message: Containers can't be kept from being killed when memory runs out.
    match: { uses.oom: { exists: true } }

tests:
  - rule: limits.memory
    match:
      - 'POST /containers/create {"Image":"x"}'
      - 'POST /containers/create {"HostConfig":{"Memory":0}}'
      - 'POST /containers/create {"HostConfig":{"Memory":99999999999}}'
    no_match: ['POST /containers/create {"HostConfig":{"Memory":1073741824}}', GET /info]
  - rule: limits.cpus
    match: ['POST /containers/create {"Image":"x"}', 'POST /containers/create {"HostConfig":{"NanoCpus":9000000000}}']
    no_match: ['POST /containers/create {"HostConfig":{"NanoCpus":1500000000}}', GET /info]
  - rule: limits.pids
    match:
      - 'POST /containers/create {"Image":"x"}'
      - 'POST /containers/create {"HostConfig":{"PidsLimit":-1}}'
      - 'POST /containers/create {"HostConfig":{"PidsLimit":5000}}'
    no_match: ['POST /containers/create {"HostConfig":{"PidsLimit":200}}', GET /info]
  - rule: limits.services
    match:
      - 'POST /services/create {"Name":"s"}'
      - 'POST /services/x/update?version=1 {"Name":"s","TaskTemplate":{"Resources":{"Limits":{"MemoryBytes":1048576,"NanoCPUs":1000000000}}}}'
    no_match:
      - 'POST /services/create {"Name":"s","TaskTemplate":{"Resources":{"Limits":{"MemoryBytes":1048576,"NanoCPUs":1000000000,"Pids":100}}}}'
      - GET /services
  - rule: limits.update
    match:
      - 'POST /containers/web/update {"Memory":-1}'
      - 'POST /containers/web/update {"NanoCpus":64000000000}'
      - 'POST /containers/web/update {"CpuQuota":-1}'
      - 'POST /containers/web/update {"CpuPeriod":100000}'
      - 'POST /containers/web/update {"PidsLimit":-1}'
    no_match:
      - 'POST /containers/web/update {"Memory":1048576,"MemorySwap":1048576}'
      - 'POST /containers/web/update {"NanoCpus":1000000000,"PidsLimit":10}'
      - 'POST /containers/web/update {"RestartPolicy":{"Name":"no"}}'
      - POST /containers/web/stop
  - rule: limits.oom
    match:
      - 'POST /containers/create {"HostConfig":{"OomKillDisable":true}}'
      - 'POST /containers/create {"HostConfig":{"OomScoreAdj":-900}}'
    no_match: ['POST /containers/create {"HostConfig":{"Memory":1048576}}']

"""###
        ),
        (
            "self-protection",
            ###"""
# For every host with this plugin: nobody switches it off, changes its rules or its log, or gets another way to the engine.
#
# Grade: add-on, deny rules only; it allows nobody anything. Needs: nothing; change the paths when yours are others. Mixes
# with: everything, and belongs into every policy whose people may mount paths or manage plugins.
#
# What it doesn't cover: who is root on the host, by whatever way, can do all of it. A symbolic link that leads to one of
# these paths is followed by the engine, unless `resolve_symlinks: true` stands in the configuration: let people mount only
# where they can't put links. Other ports that dockerd listens on are asked about as well.
version: 1

lists:
  # A directory that holds one of the files is as good as the file.
  protected-paths:
    - /
    - /(var/)?run(/docker(/plugins(/.*)?)?|/containerd(/.*)?|/dockreeve(/.*)?)?
    - /(var/)?run/(docker|podman|dockreeve)\.sock
    - /(var/)?run/systemd(/.*)?
    - /etc(/dockreeve(/.*)?|/docker(/.*)?|/systemd(/.*)?)?
    - /usr(/local)?(/s?bin(/dockreeve|/dockerd)?)?
    - /usr(/local)?/lib(/docker(/.*)?|/systemd(/.*)?)?
    - /var(/log(/dockreeve(/.*)?)?|/lib(/docker(/.*)?|/dockreeve(/.*)?|/containerd(/.*)?)?)?
    - /proc(/.*)?
    - /dev(/(sd|vd|xvd|nvme|dm-|mapper|disk|mem|kmem|port|loop).*)?
    - /sys(/.*)?

rules:
  - id: self.plugins
    effect: deny
    message: Plugins are managed on the host itself; one of them decides about this call.
    match: { action: plugin\.(create|pull|enable|disable|set|upgrade|push|delete) }

  - id: self.paths
    effect: deny
    message: The sockets, rules and logs of the engine and of its plugin can't be mounted, nor what holds them.
    match: { uses.host_mount: { list: protected-paths } }

  - id: self.devices
    effect: deny
    message: Disks and the memory of this host can't be handed to a container.
    match: { any: [{ uses.privileged: 'true' }, { uses.device: { exists: true } }] }

  - id: self.namespaces
    effect: deny
    message: Processes of this host are nobody's business, the plugin is one of them.
    match: { uses.host_namespace: pid|network|user|ipc }

  - id: self.capabilities
    effect: deny
    message: These capabilities reach beyond the container.
    match:
      uses.capability: ALL|SYS_(ADMIN|MODULE|RAWIO|PTRACE|BOOT|TIME)|DAC_READ_SEARCH|MKNOD|BPF|PERFMON|NET_ADMIN

  - id: self.confinement
    effect: deny
    message: Confinement stays on.
    match: { uses.unconfined: { exists: true } }

  - id: self.volumes
    effect: deny
    message: A volume, a runtime or a log can't be handed to another program or socket of this host.
    match:
      any:
        - { uses.volume_driver: { not: local } }
        - { uses.volume_option: 'type=(?!tmpfs).*' }
        - { uses.volume_option: 'device=[^/].*', not: { uses.volume_option: type=tmpfs } }
        - { uses.runtime: { not: runc|io\.containerd\.runc\.v2 } }
        - { uses.log_driver: { not: json-file|local|none } }

  - id: self.tunnels
    effect: deny
    message: This way leads past the rules.
    match: { action: buildkit\.grpc|debug\..* }

tests:
  - rule: self.plugins
    match: [POST /plugins/dockreeve/disable, 'POST /plugins/dockreeve/set ["x=y"]', 'DELETE /plugins/dockreeve?force=1']
    no_match: [GET /plugins, GET /plugins/dockreeve/json]
  - rule: self.paths
    match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/run/docker/plugins:/p"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/home/../etc/dockreeve/policies:/p"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/var/run/docker.sock:/s"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/run/containerd/containerd.sock:/s"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/var/log:/l"]}}'
      - 'POST /containers/create {"HostConfig":{"Mounts":[{"Type":"bind","Source":"/etc","Target":"/e"}]}}'
      - 'POST /volumes/create {"DriverOpts":{"type":"none","o":"bind","device":"/var/lib/docker"}}'
    no_match:
      - 'POST /containers/create {"HostConfig":{"Binds":["/home/alice:/a"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/etc/ssl/certs:/c:ro"]}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/var/log/nginx:/l"]}}'
  - rule: self.devices
    match:
      - 'POST /containers/create {"HostConfig":{"Privileged":true}}'
      - 'POST /containers/create {"HostConfig":{"Devices":[{"PathOnHost":"/dev/sda"}]}}'
    no_match: ['POST /containers/create {"Image":"x"}']
  - rule: self.namespaces
    match: ['POST /containers/create {"HostConfig":{"PidMode":"host"}}']
    no_match: ['POST /containers/create {"HostConfig":{"UTSMode":"host"}}', 'POST /containers/create {"Image":"x"}']
  - rule: self.capabilities
    match:
      - 'POST /containers/create {"HostConfig":{"CapAdd":["sys_admin"]}}'
      - 'POST /containers/create {"HostConfig":{"CapAdd":["ALL"]}}'
    no_match: ['POST /containers/create {"HostConfig":{"CapAdd":["NET_BIND_SERVICE"]}}']
  - rule: self.confinement
    match: ['POST /containers/create {"HostConfig":{"SecurityOpt":["apparmor=unconfined"]}}']
    no_match: ['POST /containers/create {"HostConfig":{"SecurityOpt":["no-new-privileges"]}}']
  - rule: self.volumes
    match:
      - 'POST /volumes/create {"Driver":"rexray"}'
      - 'POST /volumes/create {"DriverOpts":{"type":"ext4","device":"/dev/sda1"}}'
      - 'POST /volumes/create {"DriverOpts":{"o":"bind","device":"etc"}}'
      - 'POST /containers/create {"HostConfig":{"Runtime":"/x"}}'
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"fluentd","Config":{"fluentd-address":"unix:///run/docker.sock"}}}}'
    no_match:
      - 'POST /volumes/create {"Name":"v"}'
      - 'POST /volumes/create {"DriverOpts":{"type":"tmpfs","device":"tmpfs"}}'
      - 'POST /containers/create {"HostConfig":{"Runtime":"runc"}}'
  - rule: self.tunnels
    match: [POST /grpc, GET /debug/vars]
    no_match: [GET /info, POST /session]

"""###
        ),
        (
            "swarm-operator",
            ###"""
# For people who run services in a swarm: they create, update, scale and remove services, and look at everything of them.
#
# Grade: 3 of 5. Needs: callers that are known by name, an engine that manages a swarm. Mixes with: everything; its deny
# rules are about its own group only. Put the names below.
#
# What it doesn't cover: a service can name a network by its id, which no pattern knows: whoever knows the id of the host's
# network reaches it (`docker network ls`). Services reach every node of the swarm. Who may change a service may change
# everybody's. Nodes, join tokens and the swarm itself are left to administrators.
version: 1

groups:
  swarm-operators: [sven]

lists:
  swarm-images: [docker\.io/library/.*, registry\.example\.com/.*]

rules:
  - id: swarm.see
    effect: allow
    match:
      group: swarm-operators
      action:
        - system\.(ping|version|info|events|auth)
        - (service|task|node)\.(list|inspect|logs)
        - (secret|config)\.list
        - network\.(list|inspect)
        - distribution\.inspect

  - id: swarm.services
    effect: allow
    match: { group: swarm-operators, action: service\.(create|update|delete) }

  - id: swarm.secrets
    effect: allow
    match: { group: swarm-operators, action: (secret|config)\.(create|delete) }

  - id: swarm.networks
    effect: allow
    match: { group: swarm-operators, action: network\.(create|delete), uses.network_driver: { none: '(?!overlay).*' } }

  - id: swarm.images
    effect: deny
    message: Services run images of the registries of this list.
    match: { group: swarm-operators, action: service\.(create|update), uses.image: { not: { list: swarm-images } } }

  - id: swarm.no-host
    effect: deny
    message: Services can't reach the hosts they run on - no host paths, networks, capabilities, plugins or the like.
    match:
      group: swarm-operators
      any:
        - { uses.host_mount: { exists: true } }
        - { uses.volume_option: { exists: true } }
        - { uses.volume_driver: { not: local } }
        - { uses.host_namespace: { exists: true } }
        - { uses.capability: { exists: true } }
        - { uses.unconfined: { exists: true } }
        - { uses.plugin: { exists: true } }
        - { uses.log_driver: { not: json-file|local|none } }
        - { uses.ipam_driver: { not: default } }
        - { uses.sysctl: { exists: true } }

tests:
  - rule: swarm.see
    group: swarm-operators
    match: [GET /services, GET /tasks, GET /nodes/self, 'GET /services/web/logs?stdout=1', GET /secrets]
    no_match: [GET /swarm, GET /configs/x, GET /containers/json, { user: stranger, request: GET /services }]
  - rule: swarm.services
    group: swarm-operators
    match:
      - 'POST /services/create {"Name":"web"}'
      - 'POST /services/web/update?version=7 {"Name":"web"}'
      - DELETE /services/web
    no_match:
      - POST /swarm/leave
      - 'POST /nodes/x/update?version=1 {}'
      - { user: stranger, request: DELETE /services/web }
  - rule: swarm.secrets
    group: swarm-operators
    match: ['POST /secrets/create {"Name":"s","Data":"eA=="}', DELETE /configs/x]
    no_match: [GET /secrets/x, GET /configs/x, { user: stranger, request: DELETE /configs/x }]
  - rule: swarm.networks
    group: swarm-operators
    match: ['POST /networks/create {"Name":"n","Driver":"overlay"}', DELETE /networks/n]
    no_match:
      - 'POST /networks/create {"Name":"n","Driver":"macvlan"}'
      - 'POST /networks/n/connect {"Container":"c"}'
      - { user: stranger, request: DELETE /networks/n }
  - rule: swarm.images
    group: swarm-operators
    match: ['POST /services/create {"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"evil/x"}}}']
    no_match:
      - 'POST /services/create {"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"nginx:1"}}}'
      - POST /images/create?fromImage=evil/x
      - { user: stranger, request: 'POST /services/create {"TaskTemplate":{"ContainerSpec":{"Image":"evil/x"}}}' }
  - rule: swarm.no-host
    group: swarm-operators
    match:
      - 'POST /services/create {"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Type":"bind","Source":"/","Target":"/h"}]}}}'
      - 'POST /services/create {"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"v","Target":"/h","VolumeOptions":{"DriverConfig":{"Name":"sshfs","Options":{"a":"b"}}}}]}}}'
      - 'POST /services/create {"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Type":"volume","Source":"v","Target":"/h","VolumeOptions":{"DriverConfig":{"Options":{"type":"nfs"}}}}]}}}'
      - 'POST /services/create {"TaskTemplate":{"Networks":[{"Target":"host"}]}}'
      - 'POST /services/create {"TaskTemplate":{"ContainerSpec":{"CapabilityAdd":["NET_ADMIN"]}}}'
      - 'POST /services/create {"TaskTemplate":{"ContainerSpec":{"Privileges":{"Seccomp":{"Mode":"unconfined"}}}}}'
      - 'POST /services/create {"TaskTemplate":{"PluginSpec":{"Name":"x","Remote":"x"}}}'
      - 'POST /services/create {"TaskTemplate":{"LogDriver":{"Name":"syslog"}}}'
      - 'POST /services/create {"TaskTemplate":{"ContainerSpec":{"Sysctls":{"net.ipv4.ip_forward":"1"}}}}'
      - 'POST /networks/create {"Name":"n","Driver":"overlay","IPAM":{"Driver":"x"}}'
    no_match:
      - 'POST /services/create {"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"nginx:1","Mounts":[{"Type":"volume","Source":"v","Target":"/v"}]},"LogDriver":{"Name":"json-file"}}}'
      - 'POST /networks/create {"Name":"n","Driver":"overlay","IPAM":{"Driver":"default"}}'
      - { user: stranger, request: 'POST /services/create {"TaskTemplate":{"Networks":[{"Target":"host"}]}}' }

"""###
        ),
        (
            "traefik",
            ###"""
# For Traefik (v2, v3), which reads labels of containers and services to route to them. It needs to look, and no more.
#
# Grade: 1 of 5. Needs: Traefik with a certificate of its own (`endpoint: tcp://…`, `tls:`); on the local socket nobody
# can tell it from others. Mixes with: everything; it has no deny rule. Put the name in Traefik's certificate below.
#
# What it doesn't cover: whoever takes Traefik over sees the environment of every container, `docker inspect` shows it.
version: 1

groups:
  traefik: [traefik]

rules:
  # The docker provider: version, list, inspect, events. The calls are those of pkg/provider/docker/pdocker.go.
  - id: traefik.containers
    effect: allow
    match: { group: traefik, method: GET|HEAD, action: [system\.(ping|version|events), container\.(list|inspect)] }

  # The swarm provider: services, tasks, the networks they are in, the nodes they run on (pkg/provider/docker/pswarm.go).
  - id: traefik.swarm
    effect: allow
    match: { group: traefik, method: GET, action: [(service|task|network)\.list, node\.inspect] }

tests:
  - rule: traefik.containers
    group: traefik
    match:
      - GET /v1.24/version
      - GET /v1.24/containers/json?all=1
      - GET /v1.24/containers/0123456789ab/json
      - GET /v1.24/events?filters=%7B%22type%22%3A%7B%22container%22%3Atrue%7D%7D
    no_match:
      - GET /containers/web/logs
      - POST /containers/web/stop
      - GET /info
      - { user: stranger, request: GET /version }
  - rule: traefik.swarm
    group: traefik
    match:
      - GET /v1.24/services
      - GET /v1.24/tasks?filters=%7B%22desired-state%22%3A%7B%22running%22%3Atrue%7D%7D
      - GET /v1.24/networks?filters=%7B%22scope%22%3A%7B%22swarm%22%3Atrue%7D%7D
      - GET /v1.24/nodes/abc
    no_match:
      - GET /secrets
      - GET /swarm
      - 'POST /services/create {"Name":"s"}'
      - { user: stranger, request: GET /services }

"""###
        ),
        (
            "watchtower",
            ###"""
# For Watchtower, which pulls newer images and makes containers anew from them, as they were.
#
# Grade: 4 of 5: what makes containers, makes any container. Needs: a certificate of its own, and the list of what it may
# update. Mixes with: everything; add no-host-access or registry-allowlist to bound what it can make. Put the name in its
# certificate and your images below.
#
# What it doesn't cover: Watchtower stops and removes whatever container it takes for an old one. Its lifecycle hooks
# (commands in containers) are not allowed here; neither is a container that has mounts of the host.
version: 1

groups:
  watchtower: [watchtower]

lists:
  watchtower-images: [docker\.io/library/.*, registry\.example\.com/.*]

rules:
  # The calls are those of pkg/container/client.go.
  - id: watchtower.see
    effect: allow
    match:
      group: watchtower
      action: [system\.(ping|version|info), container\.(list|inspect), image\.inspect, distribution\.inspect]

  - id: watchtower.pull
    effect: allow
    match:
      group: watchtower
      action: image\.create
      uses.image_source: { all: registry }
      uses.image: { all: { list: watchtower-images } }

  - id: watchtower.replace
    effect: allow
    match:
      group: watchtower
      action: [container\.(kill|stop|delete|rename|start), network\.(connect|disconnect), image\.delete]

  - id: watchtower.create
    effect: allow
    match:
      group: watchtower
      action: container\.create
      uses.image: { all: [{ list: watchtower-images }, 'sha256:[0-9a-f]{64}'] }

  - id: watchtower.no-host
    effect: deny
    message: Containers that reach the host are updated by people, not by Watchtower.
    match:
      group: watchtower
      any:
        - { uses.privileged: 'true' }
        - { uses.host_mount: { exists: true } }
        - { uses.volume_driver: { not: local } }
        - { uses.volume_option: { exists: true } }
        - { uses.host_namespace: { exists: true } }
        - { uses.capability: { exists: true } }
        - { uses.device: { exists: true } }
        - { uses.unconfined: { exists: true } }
        - { uses.cgroup_parent: { exists: true } }
        - { uses.runtime: { not: runc } }
        - { uses.log_driver: { not: json-file|local|none } }

tests:
  - rule: watchtower.see
    group: watchtower
    match:
      - HEAD /_ping
      - GET /v1.25/containers/json?filters=%7B%7D
      - GET /v1.25/containers/0123/json
      - GET /v1.25/images/nginx:latest/json
    no_match: [GET /containers/web/logs, GET /events, { user: stranger, request: GET /info }]
  - rule: watchtower.pull
    group: watchtower
    match: ['POST /v1.25/images/create?fromImage=nginx&tag=latest']
    no_match:
      - POST /v1.25/images/create?fromImage=evil/nginx&tag=latest
      - POST /images/create?fromSrc=-
      - POST /build?t=x
      - { user: stranger, request: 'POST /images/create?fromImage=nginx&tag=latest' }
  - rule: watchtower.replace
    group: watchtower
    match:
      - POST /v1.25/containers/0123/kill?signal=SIGTERM
      - DELETE /v1.25/containers/0123?force=1
      - POST /v1.25/containers/0123/rename?name=old
      - POST /v1.25/containers/0123/start
      - 'POST /v1.25/networks/web/connect {"Container":"0123"}'
      - DELETE /v1.25/images/sha256:0123?force=1
    no_match:
      - 'POST /containers/0123/exec {"Cmd":["sh"]}'
      - POST /containers/prune
      - 'POST /networks/create {"Name":"n"}'
  - rule: watchtower.create
    group: watchtower
    match: ['POST /v1.25/containers/create?name=web {"Image":"nginx:latest"}']
    no_match:
      - 'POST /containers/create {"Image":"evil/nginx"}'
      - { user: stranger, request: 'POST /containers/create {"Image":"nginx"}' }
  - rule: watchtower.no-host
    group: watchtower
    match:
      - 'POST /containers/create {"HostConfig":{"Privileged":true}}'
      - 'POST /containers/create {"HostConfig":{"Binds":["/var/run/docker.sock:/var/run/docker.sock"]}}'
      - 'POST /containers/create {"HostConfig":{"PidMode":"host"}}'
      - 'POST /containers/create {"HostConfig":{"CapAdd":["NET_ADMIN"]}}'
      - 'POST /containers/create {"HostConfig":{"Devices":[{"PathOnHost":"/dev/fuse"}]}}'
      - 'POST /containers/create {"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}'
      - 'POST /containers/create {"HostConfig":{"CgroupParent":"/x"}}'
      - 'POST /containers/create {"HostConfig":{"Runtime":"x"}}'
      - 'POST /containers/create {"HostConfig":{"LogConfig":{"Type":"syslog"}}}'
      - 'POST /volumes/create {"Driver":"sshfs"}'
      - 'POST /volumes/create {"DriverOpts":{"type":"nfs"}}'
    no_match:
      - 'POST /containers/create {"Image":"nginx","HostConfig":{"Binds":["data:/data"],"Runtime":"runc","LogConfig":{"Type":"json-file"}}}'
      - { user: stranger, request: 'POST /containers/create {"HostConfig":{"Privileged":true}}' }

"""###
        ),
    ]
}
