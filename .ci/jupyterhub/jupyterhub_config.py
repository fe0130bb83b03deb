# A hub for a rehearsal on one machine: anybody may log in, every user is this one.
# What it is given comes from rehearse.py; src/docs/jupyterhub.md tells what a real hub has instead.
import os

c = get_config()  # noqa: F821, given by JupyterHub

work = os.environ["REHEARSAL_WORK"]
c.JupyterHub.bind_url = os.environ["REHEARSAL_URL"]
c.JupyterHub.hub_port = int(os.environ["REHEARSAL_HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = os.environ["REHEARSAL_PROXY"]
c.JupyterHub.db_url = f"sqlite:///{work}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{work}/cookie"
c.ConfigurableHTTPProxy.pid_file = f"{work}/proxy.pid"
c.JupyterHub.log_level = "WARN"
# a class comes all at once; the default lets ten servers start at a time
c.JupyterHub.concurrent_spawn_limit = int(os.environ["REHEARSAL_USERS"])

c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{work}/home/{{username}}"
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.Spawner.args = ["--allow-root"] if os.getuid() == 0 else []
c.Spawner.environment = {
    "UNROLL_QUICK": "1",
    "JUPYTER_PATH": os.environ["REHEARSAL_JUPYTER_PATH"],
    # without a limit each Java may take a quarter of the machine
    "JDK_JAVA_OPTIONS": os.environ["REHEARSAL_JAVA"],
}

c.JupyterHub.services = [{"name": "rehearsal", "api_token": os.environ["REHEARSAL_TOKEN"]}]
c.JupyterHub.load_roles = [
    {
        "name": "rehearsal",
        "services": ["rehearsal"],
        "scopes": ["admin:users", "admin:servers", "tokens", "access:servers"],
    }
]
