"""What every page's frame shows."""


def chrome(request):
    return {"chrome": {"nav": []}}
