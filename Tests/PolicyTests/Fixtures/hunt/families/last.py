"""The case that breaks the engine: when its network is cleared away, the default bridge goes with it."""
from families.other_calls import status

status("h509", "a bridge network over the engine's own bridge; whoever removes it removes the bridge of all", "POST", "/v1.41/networks/create",
       '{"Name":"n509","Driver":"bridge","Options":{"com.docker.network.bridge.name":"docker0"}}', goal="host-net")
