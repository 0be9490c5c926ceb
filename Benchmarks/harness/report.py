"""What is said about a measurement."""
import statistics

from .measure import CONNECTIONS, LOADS

# Upper limits that the project has set itself: ratios to the floor, and absolute figures.
RATIO_TARGETS = {("mix of eight calls", 1, "p50_us"): 2.5, ("6 KB create", 1, "p50_us"): 2.4}
STRIPPED_TARGET = 25e6
IDLE_TARGET = 20e6
# With more than this share of the CPUs at other work, latencies are about that.
QUIET = 0.1

METRICS = [
    ("p50_us", "p50", "µs"), ("p99_us", "p99", "µs"), ("rps", "throughput", "/s"), ("cpu_us", "CPU per call", "µs"),
]


def summary(options, result):
    """Medians of each server, and the medians of the ratios of each round."""
    loads = []
    for name, _, _ in LOADS:
        for connections in CONNECTIONS:
            for key, label, unit in METRICS:
                floor = [figures[(name, connections, "floor")][key] for figures in result["rounds"]]
                plugin = [figures[(name, connections, "dockreeve")][key] for figures in result["rounds"]]
                ratios = [ours / theirs for ours, theirs in zip(plugin, floor) if theirs > 0]
                loads.append({
                    "load": name, "connections": connections, "metric": key, "label": label, "unit": unit,
                    "floor": statistics.median(floor), "dockreeve": statistics.median(plugin),
                    "ratio": statistics.median(ratios) if ratios else None,
                    "ratio_min": min(ratios, default=None), "ratio_max": max(ratios, default=None),
                    "target": RATIO_TARGETS.get((name, connections, key))})
    start = {name: statistics.median(values) for name, values in result["starts"].items()}
    return {
        "rounds": options.rounds, "seconds": options.seconds, "cpus": result["cpus"],
        "other_work_share": result["others"], "loads": loads,
        "start_ms": start, "resident_idle_bytes": result["idle"], "resident_idle_target": IDLE_TARGET,
        "resident_loaded_bytes": result["loaded"], "binary": result["size"], "stripped_target": STRIPPED_TARGET}


def inside_table(figures):
    """The figures of the program `inside`."""
    lines = ["", "within a process"]
    for figure in figures:
        value, limit = figure["value"], figure.get("limit")
        text = f"{value:.2f} {figure['unit']}".rstrip()
        target = verdict(value, limit, f"{limit:g} {figure['unit']}".rstrip()) if limit is not None else ""
        lines.append(f"  {figure['name']:<62} {text:>10}   {figure['note']:<30} {target}".rstrip())
    return "\n".join(lines)


def verdict(value, target, text):
    if target is None:
        return ""
    return f"≤ {text}  {'met' if value is not None and value <= target else 'MISSED'}"


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def table(report):
    lines = [f"{report['rounds']} rounds of {report['seconds']:g} s, server on CPU {report['cpus']['server'][0]}, "
             f"load on CPU {report['cpus']['load'][0]}; ratios are medians of the rounds' ratios (lowest to highest)",
             f"other work took {report['other_work_share']:.0%} of these CPUs meanwhile"
             + (": the figures mean little, measure again when it is gone" if report["other_work_share"] > QUIET else ""), ""]
    form = "{:<24} {:>10} {:>10}   {:<24} {}"
    lines.append(form.format("", "floor", "dockreeve", "ratio", "target"))
    heading = None
    for row in report["loads"]:
        name = f"{row['load']}, {row['connections']} connection{'s' if row['connections'] > 1 else ''}"
        if name != heading:
            lines += ["", name]
            heading = name
        ratio = "-" if row["ratio"] is None else f"{row['ratio']:.2f} × ({row['ratio_min']:.2f} to {row['ratio_max']:.2f})"
        target = row["target"]
        lines.append(form.format(f"  {row['label']}, {row['unit']}", number(row["floor"]), number(row["dockreeve"]), ratio,
                                 verdict(row["ratio"], target, f"{target:g} ×" if target else "")).rstrip())
    lines += ["", "the process"]

    def process(label, floor, ours, target=""):
        lines.append(form.format(f"  {label}", floor, ours, "", target).rstrip())

    def mebi(figures, name):
        return f"{figures[name] / 1e6:.1f}"

    process("start to answer, ms", number(report["start_ms"]["floor"]), number(report["start_ms"]["dockreeve"]))
    idle, loaded = report["resident_idle_bytes"], report["resident_loaded_bytes"]
    process("resident, idle, MB", mebi(idle, "floor"), mebi(idle, "dockreeve"),
            verdict(idle["dockreeve"], report["resident_idle_target"], f"{report['resident_idle_target'] / 1e6:g} MB"))
    process("resident, loaded, MB", mebi(loaded, "floor"), mebi(loaded, "dockreeve"))
    binary = report["binary"]
    process("binary, MB", "", f"{binary['bytes'] / 1e6:.1f}")
    process("binary, stripped, MB", "", f"{binary['stripped_bytes'] / 1e6:.1f}",
            verdict(binary["stripped_bytes"], report["stripped_target"], f"{report['stripped_target'] / 1e6:g} MB"))
    return "\n".join(lines)
