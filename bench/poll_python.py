"""Fetches every address of a file at once (32 at a time) with aiohttp and parses it with feedparser."""

import asyncio
import sys

import aiohttp
import feedparser


async def poll(session, places, url):
    async with places:
        async with session.get(url) as response:
            body = await response.read()
    return len(feedparser.parse(body).entries)


async def main(path):
    places = asyncio.Semaphore(32)
    with open(path, encoding="utf-8") as file:
        urls = file.read().split()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=32)) as session:
        print(sum(await asyncio.gather(*(poll(session, places, url) for url in urls))))


asyncio.run(main(sys.argv[1]))
