#!/usr/bin/env python3
"""Draws what scripts/bench measured: CPU, memory and requests against orders, both axes logarithmic.

usage: scripts/benchchart.py FIGURES.json PICTURE.svg
"""
import json, math, pathlib, sys

WIDTH, HEIGHT, LEFT, TOP, GAP, LEGEND = 300, 260, 56, 34, 64, 250
PANELS = [("cpu", "CPU, seconds"), ("memory", "peak memory, MB"), ("requests", "requests to the panel")]
COLOURS = ["#0b5394", "#b45f06", "#38761d", "#990000", "#674ea7", "#e06666", "#7f6000", "#444444"]
# What a reader compares: the floor and the other tools in greys and dashes.
ROWS = ["validate, packed commit", "C floor, packed commit", "plan, all unchanged", "plan --base of 5 changed", "apply --changed of 5",
        "apply of 200 creates", "octoDNS, a record an order", "Terraform, a resource an order"]
DASHED = {"C floor, packed commit", "octoDNS, a record an order", "Terraform, a resource an order"}


def draw(figures):
    """The picture of what was measured, a row for each size and measurement, as SVG."""
    names = [name for name in ROWS if any(row["name"] == name for row in figures)]
    width = LEFT + len(PANELS) * (WIDTH + GAP) + LEGEND
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT + TOP + 48}" font-family="sans-serif" font-size="12">',
             "<title>CPU, memory and requests against orders</title>", f'<rect width="{width}" height="{HEIGHT + TOP + 48}" fill="#ffffff"/>']
    for place, (what, title) in enumerate(PANELS): parts += panel(figures, names, what, title, LEFT + place * (WIDTH + GAP))
    for place, name in enumerate(names): parts += legend(name, place, LEFT + len(PANELS) * (WIDTH + GAP) - 20, TOP + 14 + 22 * place)
    return "\n".join(parts + ["</svg>"]) + "\n"


def panel(figures, names, what, title, left):
    rows = [row for row in figures if row["name"] in names and row[what] > 0]
    low, high = (bound(min, math.floor, rows, what), bound(max, math.ceil, rows, what))
    first, last = bound(min, math.floor, rows, "orders"), bound(max, math.ceil, rows, "orders")
    # One size, or one figure, is a line of its own.
    if first == last: last += 1
    if low == high: high += 1
    def x(orders): return left + WIDTH * (math.log10(orders) - first) / (last - first)
    def y(value): return TOP + HEIGHT * (1 - (math.log10(value) - low) / (high - low))
    parts = [f'<text x="{left}" y="{TOP - 14}" font-weight="bold" fill="#222222">{title}</text>']
    for power in range(low, high + 1):
        parts.append(f'<path d="M{left} {y(10 ** power):.1f}h{WIDTH}" stroke="#dddddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y(10 ** power) + 4:.1f}" text-anchor="end" fill="#444444">{10 ** power:,g}</text>')
    for power in range(first, last + 1):
        parts.append(f'<path d="M{x(10 ** power):.1f} {TOP}v{HEIGHT}" stroke="#eeeeee"/>')
        parts.append(f'<text x="{x(10 ** power):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle" fill="#444444">{10 ** power:,}</text>')
    parts.append(f'<text x="{left + WIDTH / 2}" y="{TOP + HEIGHT + 36}" text-anchor="middle" fill="#444444">orders</text>')
    for name in names:
        points = sorted((row["orders"], row[what]) for row in rows if row["name"] == name)
        if not points: continue
        line = " ".join(f"{x(orders):.1f},{y(value):.1f}" for orders, value in points)
        parts.append(f'<polyline points="{line}" fill="none" {stroke(name, names.index(name))}/>')
        parts += [f'<circle cx="{x(orders):.1f}" cy="{y(value):.1f}" r="3" fill="{COLOURS[names.index(name)]}"/>' for orders, value in points]
    return parts


def bound(pick, rounded, rows, what): return rounded(math.log10(pick(row[what] for row in rows)))


def stroke(name, place):
    return f'stroke="{COLOURS[place]}" stroke-width="1.6"' + (' stroke-dasharray="5 4"' if name in DASHED else "")


def legend(name, place, left, top):
    return [f'<path d="M{left} {top}h26" {stroke(name, place)}/>', f'<text x="{left + 34}" y="{top + 4}" fill="#222222">{name}</text>']


if __name__ == "__main__": pathlib.Path(sys.argv[2]).write_text(draw(json.loads(pathlib.Path(sys.argv[1]).read_text())))
