#!/usr/bin/env python3
"""Writes the calls of the benchmark: bodies of POST /AuthZPlugin.AuthZReq as dockerd sends them.
Usage: requests.py [DIRECTORY]   (default: requests/ beside this file).  The output is the same on every run."""
import base64, json, os, random, sys
out = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "requests")
os.makedirs(out, exist_ok=True)
rnd = random.Random(20240607)
hexid = lambda n: "".join(rnd.choice("0123456789abcdef") for _ in range(n))

def write(name, method, uri, body=None, ctype="application/json", user="alice", headers=None):
    h = {"User-Agent": "Docker-Client/24.0.7 (linux)"}
    if body is not None:
        raw = body if isinstance(body, bytes) else json.dumps(body, separators=(",", ":")).encode()
        h["Content-Length"] = str(len(raw))
    if ctype and (body is not None or method == "POST"):
        h["Content-Type"] = ctype
    h.update(headers or {})
    r = {"User": user, "UserAuthNMethod": "TLS", "RequestMethod": method, "RequestUri": uri}
    if body is not None:
        r["RequestBody"] = base64.b64encode(raw).decode()
    r["RequestHeaders"] = h
    with open(os.path.join(out, name + ".json"), "w") as f:
        f.write(json.dumps(r, separators=(",", ":")))

def host_config(**kw):
    h = {"Binds": None, "ContainerIDFile": "", "LogConfig": {"Type": "", "Config": {}}, "NetworkMode": "default",
         "PortBindings": {}, "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0}, "AutoRemove": False,
         "VolumeDriver": "", "VolumesFrom": None, "ConsoleSize": [24, 80], "CapAdd": None, "CapDrop": None,
         "CgroupnsMode": "", "Dns": [], "DnsOptions": [], "DnsSearch": [], "ExtraHosts": None, "GroupAdd": None,
         "IpcMode": "", "Cgroup": "", "Links": None, "OomScoreAdj": 0, "PidMode": "", "Privileged": False,
         "PublishAllPorts": False, "ReadonlyRootfs": False, "SecurityOpt": None, "UTSMode": "", "UsernsMode": "",
         "ShmSize": 0, "Isolation": "", "CpuShares": 0, "Memory": 0, "NanoCpus": 0, "CgroupParent": "",
         "BlkioWeight": 0, "BlkioWeightDevice": [], "BlkioDeviceReadBps": [], "BlkioDeviceWriteBps": [],
         "BlkioDeviceReadIOps": [], "BlkioDeviceWriteIOps": [], "CpuPeriod": 0, "CpuQuota": 0, "CpuRealtimePeriod": 0,
         "CpuRealtimeRuntime": 0, "CpusetCpus": "", "CpusetMems": "", "Devices": [], "DeviceCgroupRules": None,
         "DeviceRequests": None, "MemoryReservation": 0, "MemorySwap": 0, "MemorySwappiness": -1,
         "OomKillDisable": False, "PidsLimit": 0, "Ulimits": [], "CpuCount": 0, "CpuPercent": 0,
         "IOMaximumIOps": 0, "IOMaximumBandwidth": 0, "MaskedPaths": None, "ReadonlyPaths": None}
    h.update(kw)
    return h

def container(image, cmd, host, **kw):
    c = {"Hostname": "", "Domainname": "", "User": "", "AttachStdin": False, "AttachStdout": True, "AttachStderr": True,
         "Tty": False, "OpenStdin": False, "StdinOnce": False, "Env": None, "Cmd": cmd, "Image": image, "Volumes": {},
         "WorkingDir": "", "Entrypoint": None, "OnBuild": None, "Labels": {}, "HostConfig": host,
         "NetworkingConfig": {"EndpointsConfig": {}}}
    c.update(kw)
    return c

write("01-ping", "GET", "/_ping")
write("02-containers-list", "GET", "/v1.43/containers/json?all=1")
write("03-images-list", "GET", "/v1.43/images/json")
write("04-create-small", "POST", "/v1.43/containers/create",
      {"Image": "alpine:3.19", "Cmd": ["sh", "-c", "echo hello"], "Tty": False,
       "HostConfig": {"NetworkMode": "bridge", "AutoRemove": True, "Privileged": False}})

env = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TZ=Europe/Zurich", "LANG=C.UTF-8",
       "SPRING_PROFILES_ACTIVE=production,metrics", "JAVA_OPTS=-Xms512m -Xmx1536m -XX:+UseG1GC -XX:MaxGCPauseMillis=200",
       "DATABASE_URL=postgres://orders:%40rders@db.internal.example:5432/orders?sslmode=verify-full",
       "REDIS_URL=redis://cache:6379/2", "KAFKA_BROKERS=kafka-0:9092,kafka-1:9092,kafka-2:9092",
       "OTEL_EXPORTER_OTLP_ENDPOINT=http://otel-collector:4317", "OTEL_SERVICE_NAME=orders-api",
       "FEATURE_FLAGS=checkout-v2,price-cache,async-mail", "LOG_LEVEL=info", "LOG_FORMAT=json",
       "S3_ENDPOINT=https://objects.internal.example", "S3_BUCKET=orders-documents", "SMTP_HOST=mail.internal.example"]
env += ["APP_SETTING_%02d=%s" % (i, hexid(18)) for i in range(46)]
labels = {"com.docker.compose.config-hash": hexid(64), "com.docker.compose.container-number": "1",
          "com.docker.compose.depends_on": "db:service_healthy:false,cache:service_started:false",
          "com.docker.compose.image": "sha256:" + hexid(64), "com.docker.compose.oneoff": "False",
          "com.docker.compose.project": "shop", "com.docker.compose.project.config_files": "/srv/shop/compose.yaml,/srv/shop/compose.prod.yaml",
          "com.docker.compose.project.working_dir": "/srv/shop", "com.docker.compose.service": "orders-api",
          "com.docker.compose.version": "2.24.1", "org.opencontainers.image.source": "https://git.internal.example/shop/orders-api",
          "org.opencontainers.image.revision": hexid(40), "traefik.enable": "true",
          "traefik.http.routers.orders.rule": "Host(`orders.shop.example`) && PathPrefix(`/api`)",
          "traefik.http.routers.orders.entrypoints": "websecure", "traefik.http.routers.orders.tls.certresolver": "internal",
          "traefik.http.services.orders.loadbalancer.server.port": "8080", "prometheus.io/scrape": "true", "prometheus.io/port": "9090"}
host = host_config(NetworkMode="shop_backend", RestartPolicy={"Name": "unless-stopped", "MaximumRetryCount": 0},
                   LogConfig={"Type": "json-file", "Config": {"max-size": "10m", "max-file": "5"}},
                   PortBindings={"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": "18080"}], "9090/tcp": [{"HostIp": "127.0.0.1", "HostPort": "19090"}]},
                   CapDrop=["ALL"], SecurityOpt=["no-new-privileges:true"], ReadonlyRootfs=True, Memory=2147483648, NanoCpus=1500000000, PidsLimit=512,
                   ExtraHosts=["legacy.internal.example:10.20.30.40"], Ulimits=[{"Name": "nofile", "Hard": 65536, "Soft": 65536}],
                   Mounts=[{"Type": "volume", "Source": "shop_orders-data", "Target": "/var/lib/orders", "VolumeOptions": {}},
                           {"Type": "volume", "Source": "shop_orders-tmp", "Target": "/var/tmp/orders", "VolumeOptions": {}},
                           {"Type": "tmpfs", "Target": "/tmp", "TmpfsOptions": {"SizeBytes": 134217728, "Mode": 1023}}])
big = container("registry.internal.example/shop/orders-api:4.18.2@sha256:" + hexid(64), None, host, Hostname="orders-api",
                ExposedPorts={"8080/tcp": {}, "9090/tcp": {}}, Env=env, Labels=labels,
                Healthcheck={"Test": ["CMD-SHELL", "curl -fsS http://127.0.0.1:9090/health || exit 1"], "Interval": 10000000000, "Timeout": 3000000000, "Retries": 6},
                NetworkingConfig={"EndpointsConfig": {"shop_backend": {"IPAMConfig": {}, "Links": None, "Aliases": ["shop-orders-api-1", "orders-api"], "NetworkID": "", "EndpointID": "", "Gateway": "", "IPAddress": "", "MacAddress": "", "DriverOpts": None}}})
write("05-create-big", "POST", "/v1.43/containers/create?name=shop-orders-api-1", big)
cid = hexid(64)
write("06-exec-create", "POST", "/v1.43/containers/%s/exec" % cid,
      {"User": "", "Privileged": False, "Tty": True, "AttachStdin": True, "AttachStderr": True, "AttachStdout": True,
       "Detach": False, "DetachKeys": "", "Env": ["TERM=xterm-256color"], "WorkingDir": "", "Cmd": ["sh", "-lc", "ps aux | head -20"]})
write("07-build", "POST", "/v1.43/build?buildargs=%7B%22HTTP_PROXY%22%3A%22http%3A%2F%2Fproxy.internal.example%3A3128%22%7D&cachefrom=%5B%5D&cgroupparent=&cpuperiod=0&cpuquota=0&cpusetcpus=&cpusetmems=&cpushares=0&dockerfile=Dockerfile&labels=%7B%7D&memory=0&memswap=0&networkmode=default&rm=1&shmsize=0&t=shop%2Forders-api%3Adev&target=&ulimits=null&version=1", ctype="application/x-tar")
write("08-network-create", "POST", "/v1.43/networks/create",
      {"CheckDuplicate": True, "Driver": "bridge", "Scope": "", "EnableIPv6": False,
       "IPAM": {"Driver": "default", "Options": {}, "Config": [{"Subnet": "172.28.0.0/16", "Gateway": "172.28.0.1"}]},
       "Internal": False, "Attachable": False, "Ingress": False, "ConfigOnly": False, "ConfigFrom": None,
       "Name": "shop_backend", "Options": {"com.docker.network.bridge.name": "br-shop"},
       "Labels": {"com.docker.compose.network": "backend", "com.docker.compose.project": "shop"}})
# 900 KB of body: the same container with thousands of variables and labels.
huge = json.loads(json.dumps(big))
size = len(json.dumps(huge, separators=(",", ":")))
i = 0
while size < 899000:
    e, k, v = "BULK_%05d=%s" % (i, hexid(60)), "bulk.example/%05d" % i, hexid(40)
    huge["Env"].append(e); huge["Labels"][k] = v
    size += len(e) + 3 + len(k) + len(v) + 6
    i += 1
write("09-create-900k", "POST", "/v1.43/containers/create?name=bulk", huge)
# Two that a policy should refuse.
write("10-create-privileged", "POST", "/v1.43/containers/create", container("alpine", ["sh"], host_config(Privileged=True)), user="mallory")
write("11-create-hostbind", "POST", "/v1.43/containers/create?name=x", container("alpine", ["sh"], host_config(Binds=["/:/host:rw"])), user="mallory")
for f in sorted(os.listdir(out)):
    print("%8d %s" % (os.path.getsize(os.path.join(out, f)), f))
